import { ActorDto, IsOneOf, IsTime, ListPage, Optional, PageQuery } from '../../platform/http';
import { IsAsset } from '../asset';

const ORDERS = ['desc', 'asc'] as const;

export class EntryQuery extends PageQuery {
  /**
   * Earliest time of the entries, of any precision. Omit to begin with the first.
   * @example "2026-01-01T00:00:00Z"
   */
  @Optional()
  @IsTime()
  from?: string;

  /**
   * Latest time of the entries, of any precision. Omit to end with the newest.
   * @example "2026-01-31T23:59:59.999999Z"
   */
  @Optional()
  @IsTime()
  to?: string;

  /** `desc` begins with the newest entry, `asc` with the oldest. */
  @Optional('desc')
  @IsOneOf(ORDERS)
  order: (typeof ORDERS)[number] = 'desc';

  /** Asset that tells which `@world` is meant, as for reading an account. */
  @Optional()
  @IsAsset()
  asset?: string;
}

export class Entry {
  /** Counts from 1 without gaps, per account. */
  sequence: number;
  /** @example "transfer-1" */
  transferId: string;
  /** The other account. */
  counterparty: string;
  /** Minor units that came in; negative where they went out. */
  change: number;
  /** Minor units after this entry. */
  balanceAfter: number;
  /** Time of the entry; never earlier than the one of an older entry. */
  at: string;
  /** Who had it written. */
  actor: ActorDto;
  /** The reference of its transfer; absent where that has none. */
  reference?: string;
  /** The metadata of its transfer; absent where that has none. */
  metadata?: Record<string, unknown>;
}

export class EntryPage extends ListPage {
  items: Entry[];
}
