import { IsBoolean } from 'class-validator';
import { Optional } from '../../../platform/http';

export class AuditBody {
  /** Whether to repair the drift, and journal each repair. Omit to report only. */
  @Optional(false)
  @IsBoolean()
  repair: boolean = false;
  /** Every movement is added up in any case. */
  @Optional(false)
  @IsBoolean()
  deep: boolean = false;
  /**
   * Whether to add up what has left Redis by what the archive has of it. Omit to take what Redis noted of it when it left.
   */
  @Optional(false)
  @IsBoolean()
  archive: boolean = false;
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
  /** Empty for a reservation that cannot be read and that no movement mentions. */
  sku: string;
  /**
   * `onHand` and `sold` are compared with the sum of all movements, `reserved` with the sum of all active reservations,
   * `movements` (their number by the SKU's record, or the number that should exist where it cannot be read) with the
   * readable movements. `record` is missing or unreadable, for the SKU or this reservation; `listed` is missing in the
   * list of SKUs; `expiryKey` and `deadlineIndex` are missing for this reservation.
   */
  field: (typeof DRIFT_FIELDS)[number];
  recorded: number;
  actual: number;
  /** Reservation, for `expiryKey` and `deadlineIndex`, and for `record` where it is a reservation's. */
  reservationId?: string;
  /**
   * Whether it was repaired; only with `repair`. The numbers of a SKU are rebuilt from its movements, and only where
   * these are whole: where one is missing or damaged, the SKU stays unchanged.
   */
  repaired?: boolean;
}

export class AuditReport {
  /** Number of SKUs added up. */
  skus: number;
  /** Number of active reservations added up. */
  reservations: number;
  drift: Drift[];
  /** SKUs that moved during the audit, so that sums and records could not be compared; audit again. */
  unsettled: string[];
}
