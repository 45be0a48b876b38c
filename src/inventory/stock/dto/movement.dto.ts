import { Transform } from 'class-transformer';
import { MovementRecord } from '../../generated/movement-record';
import { ActorDto, IsWhole, ListPage, Optional, HistoryQuery } from '../../../platform/http';

export class Movement {
  /**
   * Counts from 1 without gaps, per SKU.
   * @example 2
   */
  sequence: number;
  /**
   * Kind of movement. A `write_off` takes units off `sold` that do not return: on hand stays unchanged.
   * @example "deduction"
   */
  type: MovementRecord['type'];
  /** @example -1 */
  onHandChange: number;
  /** @example 0 */
  reservedChange: number;
  /**
   * Units on hand afterwards.
   * @example 99
   */
  onHand: number;
  /**
   * Units reserved afterwards.
   * @example 20
   */
  reserved: number;
  /** Idempotency key of the call that moved the units. */
  operationId: string;
  /** Who made that call. */
  actor: ActorDto;
  /** Reference that the caller gave. */
  reference: string | null;
  /** Id of the deduction, reservation or order that moved the units. */
  sourceId: string | null;
  /** @example "2026-01-01T00:00:00.000Z" */
  at: string;
}

export class MovementQuery extends HistoryQuery {
  /**
   * Lists the movements behind this `sequence` in the order asked for; it need not exist. Omit to begin at the first, or
   * with `cursor`.
   */
  @Optional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^(0|[1-9]\d{0,15})$/.test(value) ? Number(value) : value,
  )
  @IsWhole(0)
  after?: number;
}

export class MovementPage extends ListPage {
  items: Movement[];
}
