import { IsBoolean } from 'class-validator';
import { Optional } from '../../../platform/http';

export class AuditBody {
  /** Whether to repair what is found, and journal each repair. */
  @Optional(false)
  @IsBoolean()
  repair: boolean = false;
}

export const DRIFT_FIELDS = [
  'onHand',
  'reserved',
  'sold',
  'movements',
  'record',
  'listed',
  'expiryKey',
  'deadlineIndex',
] as const;

export class Drift {
  /** Empty for a hold that cannot be read and that no movement tells of. */
  sku: string;
  /**
   * onHand, sold: against the sum of all movements. reserved: against the sum of all active holds.
   * movements: those that the SKU's record counts (or, where it cannot be read, that there should be), and those that are
   * there and can be read. record: missing or unreadable, of the SKU or of this hold. listed: missing in the list of
   * SKUs. expiryKey, deadlineIndex: missing for this hold.
   */
  field: (typeof DRIFT_FIELDS)[number];
  recorded: number;
  actual: number;
  /** The hold, for expiryKey and deadlineIndex, and for record where it is a hold's. */
  reservationId?: string;
  /**
   * With `repair`: whether it was repaired. A SKU's numbers are rebuilt from its movements, and only where these are whole:
   * where one is missing or damaged, nothing of the SKU is changed.
   */
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
