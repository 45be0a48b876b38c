import { parseMovement } from './movement-record';

const SOLD_BY = ['deduction', 'commit', 'order', 'reversal', 'restock'];

/** What the movements of a SKU add up to. */
export interface Sums {
  onHand: number;
  reserved: number;
  sold: number;
  /** How many can be read. */
  count: number;
  /** The last sequence under which there is one. */
  highest: number;
  /** What some holds keep back by these movements, by id. */
  ofHolds: Map<string, number>;
}

export function noSums(): Sums {
  return { onHand: 0, reserved: 0, sold: 0, count: 0, highest: 0, ofHolds: new Map() };
}

/** Adds the movement with this sequence; of these holds it notes what they keep back. */
export function addMovement(sums: Sums, at: number, json: string, holds: ReadonlySet<string>): void {
  sums.highest = at;
  const record = parseMovement(json);
  if (!record) return;
  const [type, onHandChange, reservedChange, , , , , sourceId, , writtenOff] = record;
  sums.count += 1;
  sums.onHand += onHandChange;
  sums.reserved += reservedChange;
  if (SOLD_BY.includes(type)) sums.sold -= onHandChange;
  if (type === 'write_off') sums.sold -= writtenOff!;
  if (sourceId !== null && holds.has(sourceId)) {
    sums.ofHolds.set(sourceId, (sums.ofHolds.get(sourceId) ?? 0) + reservedChange);
  }
}
