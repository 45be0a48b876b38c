import { IsOneOf, IsTime, Optional } from '../../platform/http';
import { IsAsset } from '../asset';
import { Entry } from './entry.dto';

export class StatementQuery {
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

  /** Form of the answer. Omit for `json`. */
  @Optional('json')
  @IsOneOf(['json', 'csv'])
  format: 'json' | 'csv' = 'json';

  /** Asset that tells which `@world` is meant, as for reading an account. */
  @Optional()
  @IsAsset()
  asset?: string;
}

export class StatementEntry extends Entry {
  /** State of its transfer. */
  state: string;
}

export class Statement {
  /** @example "alice" */
  account: string;
  /** @example "USD" */
  asset: string;
  /** As it was asked for; null where it begins with the first entry. */
  from: string | null;
  /** As it was asked for; null where it ends with the newest entry. */
  to: string | null;
  /** Balance before the first of these entries, in minor units. */
  opening: number;
  /** Oldest first. */
  entries: StatementEntry[];
  /** Balance after the last of these entries: the opening one and all changes. */
  closing: number;
}
