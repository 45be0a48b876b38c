import { IsBoolean } from 'class-validator';
import { Optional } from '../../http';

export class AuditBody {
  /** Whether to mend what is found, and journal each mend. */
  @Optional(false)
  @IsBoolean()
  repair: boolean = false;
}

export const DRIFT_FIELDS = [
  'onHand',
  'reserved',
  'sold',
  'movements',
  'expiryKey',
  'deadlineIndex',
] as const;

export class Drift {
  sku: string;
  /**
   * onHand, sold: against the sum of all movements. reserved: against the sum of all active holds.
   * movements: entries there should be, and are. expiryKey, deadlineIndex: missing for this hold.
   */
  field: (typeof DRIFT_FIELDS)[number];
  recorded: number;
  actual: number;
  /** The hold, for expiryKey and deadlineIndex. */
  reservationId?: string;
  /** With `repair`: whether it was mended. */
  repaired?: boolean;
}

export class AuditReport {
  /** SKUs added up. */
  skus: number;
  /** Active reservations added up. */
  reservations: number;
  drift: Drift[];
  /** SKUs that moved all the while, so that sums and records could not be compared; audit again. */
  unsettled: string[];
}
