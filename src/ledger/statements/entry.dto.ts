import { ActorDto, ListPage, NewestFirstQuery, Optional } from '../../platform/http';
import { IsAsset } from '../asset';

export class EntryQuery extends NewestFirstQuery {
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
