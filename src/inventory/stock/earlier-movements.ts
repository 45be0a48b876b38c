import { Injectable } from '@nestjs/common';
import { Earlier, EarlierItems } from '../../platform/http';

/** The numbers of movements that have left Redis. */
export interface ArchivedSums {
  count: number;
  onHand: number;
  reserved: number;
  sold: number;
  /** Units that some reservations keep back by these movements, by id. */
  ofReservations: Map<string, number>;
}

/** Someone who has movements that Redis has no longer; each is a record as it was in Redis. */
export interface KeepsMovements {
  /** Records by sequence. */
  movements(store: string, sku: string, wanted: EarlierItems): Promise<[sequence: number, record: string][]>;
  /** Records by the field that they had; those that are not there are missing. */
  movementsIn(store: string, fields: readonly string[]): Promise<Map<string, string>>;
  /** Sums up to a sequence. */
  movementSums(
    store: string,
    sku: string,
    through: number,
    reservations: readonly string[],
  ): Promise<ArchivedSums>;
}

/** Movements that Redis has no longer. */
@Injectable()
export class EarlierMovements extends Earlier<KeepsMovements> implements KeepsMovements {
  async movements(store: string, sku: string, wanted: EarlierItems): Promise<[number, string][]> {
    return this.archive.movements(store, sku, wanted);
  }

  async movementsIn(store: string, fields: readonly string[]): Promise<Map<string, string>> {
    return fields.length === 0 ? new Map() : this.archive.movementsIn(store, fields);
  }

  async movementSums(
    store: string,
    sku: string,
    through: number,
    reservations: readonly string[],
  ): Promise<ArchivedSums> {
    return this.archive.movementSums(store, sku, through, reservations);
  }
}
