import { parseMovement } from '../stock/movement-record';

const SOLD_BY = ['deduction', 'commit', 'order', 'reversal', 'restock'];

/** Sums of the movements of a SKU. */
export interface Sums {
  onHand: number;
  reserved: number;
  sold: number;
  /** How many can be read. */
  count: number;
  /** The last sequence under which there is one. */
  highest: number;
  /** Units that some reservations keep back by these movements, by id. */
  ofReservations: Map<string, number>;
}

export function noSums(): Sums {
  return { onHand: 0, reserved: 0, sold: 0, count: 0, highest: 0, ofReservations: new Map() };
}

/** Adds the movement with this sequence; of these reservations it notes what they keep back. */
export function addMovement(sums: Sums, at: number, json: string, reservations: ReadonlySet<string>): void {
  sums.highest = at;
  const record = parseMovement(json);
  if (!record) return;
  const { type, onHandChange, reservedChange, sourceId, writtenOff } = record;
  sums.count += 1;
  sums.onHand += onHandChange;
  sums.reserved += reservedChange;
  if (SOLD_BY.includes(type)) sums.sold -= onHandChange;
  if (type === 'write_off') sums.sold -= writtenOff!;
  if (sourceId !== null && reservations.has(sourceId)) {
    sums.ofReservations.set(sourceId, (sums.ofReservations.get(sourceId) ?? 0) + reservedChange);
  }
}
