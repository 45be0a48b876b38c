import { Transform } from 'class-transformer';
import { MovementRecord } from '../../generated/movement-record';
import { IsWhole, ListPage, Optional, PageQuery } from '../../../platform/http';

export class Movement {
  /**
   * Counts from 1 without gaps, per SKU.
   * @example 2
   */
  sequence: number;
  /**
   * What it was. A `write_off` takes units back from `sold` that do not come back: nothing on hand changes.
   * @example "deduction"
   */
  type: MovementRecord['type'];
  /** @example -1 */
  onHandChange: number;
  /** @example 0 */
  reservedChange: number;
  /**
   * On hand after.
   * @example 99
   */
  onHand: number;
  /**
   * Reserved after.
   * @example 20
   */
  reserved: number;
  /** The idempotency key of the call that moved it. */
  operationId: string;
  /** What the caller gave as reference. */
  reference: string | null;
  /** The id of the deduction, reservation or order that moved it. */
  sourceId: string | null;
  /** @example "2026-01-01T00:00:00.000Z" */
  at: string;
}

export class MovementQuery extends PageQuery {
  /** Movements behind this `sequence`, whether or not there is one that has it; not together with `cursor`. */
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
