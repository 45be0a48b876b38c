import { IsOneOf, IsTime, Optional } from '../../platform/http';

export const EXPORT_FORMATS = ['hledger', 'beancount', 'csv'] as const;

export class ExportQuery {
  /**
   * Earliest time of the entries, of any precision; what was before is the opening balance. Omit to begin with the first.
   * @example "2026-01-01T00:00:00Z"
   */
  @Optional()
  @IsTime()
  from?: string;

  /**
   * Latest time of the entries, of any precision. Omit to end now.
   * @example "2026-01-31T23:59:59.999999Z"
   */
  @Optional()
  @IsTime()
  to?: string;

  /** Form of the file. Omit for `hledger`. */
  @Optional('hledger')
  @IsOneOf(EXPORT_FORMATS)
  format: (typeof EXPORT_FORMATS)[number] = 'hledger';
}
