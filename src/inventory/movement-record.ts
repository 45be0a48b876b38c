import { isoTime, StoreCorruptedError } from '../platform/redis';
import { Movement, MOVEMENT_TYPES } from './dto/movement.dto';

/** As lua/lib/movements.lua describes it. */
export type MovementRecord = [
  type: Movement['type'],
  onHandChange: number,
  reservedChange: number,
  onHand: number,
  reserved: number,
  atMs: number,
  operationId: string,
  sourceId: string | null,
  reference: string | null,
  /** Of a write_off: the units that count as sold no longer. */
  writtenOff?: number,
];

const TYPES: readonly string[] = MOVEMENT_TYPES;

/** Reads a movement, or nothing where this is not what a script wrote. */
export function parseMovement(json: string): MovementRecord | undefined {
  let record: unknown;
  try {
    record = JSON.parse(json);
  } catch {
    return undefined;
  }
  return isMovement(record) ? record : undefined;
}

function isMovement(record: unknown): record is MovementRecord {
  if (!Array.isArray(record)) return false;
  const [type, onHandChange, reservedChange, onHand, reserved, atMs, operationId, sourceId, reference] =
    record as unknown[];
  return (
    TYPES.includes(type as string) &&
    [onHandChange, reservedChange, onHand, reserved].every(Number.isSafeInteger) &&
    (onHand as number) >= (reserved as number) &&
    (reserved as number) >= 0 &&
    isTime(atMs) &&
    typeof operationId === 'string' &&
    [sourceId, reference].every((text) => text === null || typeof text === 'string') &&
    (type !== 'write_off' || Number.isSafeInteger(record[9]))
  );
}

function isTime(ms: unknown): boolean {
  return Number.isSafeInteger(ms) && !Number.isNaN(new Date(ms as number).getTime());
}

/** The movement that is kept in a field, `SKU/sequence`; '' for one that is not there. */
export function toMovement(field: string, json: string): Movement {
  const record = parseMovement(json);
  if (!record) throw new StoreCorruptedError(`movement ${field} cannot be read`, { key: 'movements', field });
  const [type, onHandChange, reservedChange, onHand, reserved, atMs, operationId, sourceId, reference] =
    record;
  const at = isoTime(atMs);
  return {
    sequence: Number(field.slice(field.indexOf('/') + 1)),
    type,
    onHandChange,
    reservedChange,
    onHand,
    reserved,
    operationId,
    reference,
    sourceId,
    at,
  };
}
