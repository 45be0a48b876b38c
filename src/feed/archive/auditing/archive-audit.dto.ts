import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

export const TABLES = ['events', 'movements', 'entries', 'transfers', 'orders', 'deductions'] as const;

/** Something that Redis and the archive do not tell alike. */
export class ArchiveDifference {
  @ApiProperty({ enum: TABLES })
  table: (typeof TABLES)[number];
  /**
   * The UTC day that it is about; null for a record, and for what has left Redis.
   * @example "2026-01-01"
   */
  day: string | null;
  /**
   * Type of these events or movements, asset of these entries; null for a record, and for events and movements that have
   * left Redis.
   * @example "deduction"
   */
  type: string | null;
  /**
   * `rows` is how many there are; `onHandChange`, `reservedChange` and `change` are sums over them. `record` is that of a
   * transfer, order or deduction, counted 1 on a side that has it as it should be.
   */
  @ApiProperty({ enum: ['rows', 'onHandChange', 'reservedChange', 'change', 'record'] })
  field: 'rows' | 'onHandChange' | 'reservedChange' | 'change' | 'record';
  /** Number in Redis, or that Redis noted of what has left it. */
  redis: number;
  /** Number in the archive. */
  archive: number;
  /** The transfer, order or deduction, or the SKU or account whose movements or entries have left Redis. */
  @ApiPropertyOptional()
  id?: string;
}

export class ArchiveAudit {
  differences: ArchiveDifference[];
}
