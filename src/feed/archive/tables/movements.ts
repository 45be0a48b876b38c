import { decodeMovement, MovementRecord } from '../../../inventory';
import { isoTime, readOperation } from '../../../platform/redis';
import { ACTOR_COLUMNS, ActorColumns, actorColumns, actorTextIn } from './actor-columns';
import { ReadRow, Table } from './table';

export interface MovementRow extends ActorColumns {
  sku: string;
  sequence: number;
  type: string;
  on_hand_change: number;
  reserved_change: number;
  on_hand: number;
  reserved: number;
  written_off: number | null;
  operation_id: string;
  source_id: string | null;
  reference: string | null;
  at: string;
}

/** Each change of a SKU's stock. */
export const movements: Table<MovementRow> = {
  name: 'movements',
  columns: {
    ...{ sku: 'text', sequence: 'bigint', type: 'text', on_hand_change: 'bigint', reserved_change: 'bigint' },
    ...{ on_hand: 'bigint', reserved: 'bigint', written_off: 'bigint', operation_id: 'text' },
    ...{ ...ACTOR_COLUMNS, source_id: 'text', reference: 'text', at: 'timestamptz' },
  },
};

export function movementRow(sku: string, sequence: number, json: string): MovementRow {
  const record: MovementRecord = decodeMovement(json);
  const { operationId, actor } = readOperation(record.operation);
  return {
    sku,
    sequence,
    type: record.type,
    on_hand_change: record.onHandChange,
    reserved_change: record.reservedChange,
    on_hand: record.onHand,
    reserved: record.reserved,
    written_off: record.writtenOff ?? null,
    operation_id: operationId,
    source_id: record.sourceId,
    reference: record.reference,
    at: isoTime(record.atMs),
    ...actorColumns(actor),
  };
}

/** A row as PostgreSQL hands it out. */
type ReadMovementRow = ReadRow<MovementRow> & { at: Date; written_off: string | null };

/** The record as it was in Redis. */
export function movementRecord(row: ReadMovementRow): string {
  const actor = actorTextIn(row);
  const numbers = [row.on_hand_change, row.reserved_change, row.on_hand, row.reserved].map(Number);
  return JSON.stringify([
    ...[row.type, ...numbers, row.at.getTime(), row.operation_id + (actor && ` ${actor}`)],
    ...[row.source_id, row.reference, ...(row.written_off === null ? [] : [Number(row.written_off)])],
  ]);
}

/** Whose movement it is that Redis has in this field, and which one. */
export function movementPlace(field: string): { sku: string; sequence: number } {
  const slash = field.lastIndexOf('/');
  return { sku: field.slice(0, slash), sequence: Number(field.slice(slash + 1)) };
}
