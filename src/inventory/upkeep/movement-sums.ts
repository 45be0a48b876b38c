import { decodeMovementOpening, MovementOpeningRecord } from '../generated/movement-opening-record';
import { ArchivedSums } from '../stock/earlier-movements';
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
  /** Sums of those that have left for the archive. */
  opening?: MovementOpeningRecord;
  /** The SKU has moved since, and what moved it has left already. */
  movedSince?: true;
}

export function noSums(): Sums {
  return { onHand: 0, reserved: 0, sold: 0, count: 0, highest: 0, ofReservations: new Map() };
}

/** As it stands under `SKU/0`; nothing where that is empty, or damaged: then movements are missing. */
export function openingOf(record: string): MovementOpeningRecord | undefined {
  try {
    return record === '' ? undefined : decodeMovementOpening(record);
  } catch {
    return undefined;
  }
}

/** Takes the place of what was added up so far: these movements have left for the archive. */
export function beginBehind(sums: Sums, opening: MovementOpeningRecord): void {
  const { sequence, onHand, reserved, sold } = opening;
  Object.assign(sums, { count: sequence, onHand, reserved, sold, highest: sequence, opening });
}

/** Adds up what left for the archive by what the archive has of it, and not by what Redis noted. */
export function addArchived(sums: Sums, archived: ArchivedSums): void {
  const { sequence, onHand, reserved, sold } = sums.opening!;
  sums.count += archived.count - sequence;
  sums.onHand += archived.onHand - onHand;
  sums.reserved += archived.reserved - reserved;
  sums.sold += archived.sold - sold;
  for (const [id, units] of archived.ofReservations) {
    sums.ofReservations.set(id, (sums.ofReservations.get(id) ?? 0) + units);
  }
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
