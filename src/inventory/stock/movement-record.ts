import { intact, isoTime, readOperation, StoreCorruptedError } from '../../platform/redis';
import { Movement } from './dto/movement.dto';
import { decodeMovement, MovementRecord } from '../generated/movement-record';

/** Reads a movement, or nothing where this is not what a script wrote. */
export function parseMovement(json: string): MovementRecord | undefined {
  try {
    const movement = decodeMovement(json);
    intact(isSound(movement));
    return movement;
  } catch {
    return undefined;
  }
}

function isSound({ type, onHand, reserved, atMs, writtenOff }: MovementRecord): boolean {
  return (
    onHand >= reserved &&
    reserved >= 0 &&
    !Number.isNaN(new Date(atMs).getTime()) &&
    (type !== 'write_off' || writtenOff !== undefined)
  );
}

/** The movement that is kept in a field, `SKU/sequence`; '' for one that is not there. */
export function toMovement(field: string, json: string): Movement {
  const record = parseMovement(json);
  if (!record) throw new StoreCorruptedError(`movement ${field} cannot be read`, { key: 'movements', field });
  const { type, onHandChange, reservedChange, onHand, reserved, atMs, operation, sourceId, reference } =
    record;
  return {
    sequence: Number(field.slice(field.indexOf('/') + 1)),
    type,
    onHandChange,
    reservedChange,
    onHand,
    reserved,
    ...readOperation(operation),
    reference,
    sourceId,
    at: isoTime(atMs),
  };
}
