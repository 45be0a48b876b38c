import { decodeDeduction, decodeMovement } from '../../../inventory';
import { isoTime, readOperation } from '../../../platform/redis';
import { ACTOR_COLUMNS, ActorColumns, actorColumns } from './actor-columns';
import { movementPlace } from './movements';
import { Table } from './table';

interface DeductionRow extends ActorColumns {
  id: string;
  sku: string;
  sequence: number;
  quantity: number;
  on_hand_before: number;
  on_hand_after: number;
  available: number | null;
  reversed: number;
  reversed_at: string | null;
  operation_id: string;
  reference: string | null;
  created_at: string;
  record: string;
}

/** Each deduction as it is now. */
export const deductions: Table<DeductionRow> = {
  name: 'deductions',
  columns: {
    ...{ id: 'text', sku: 'text', sequence: 'bigint', quantity: 'bigint', on_hand_before: 'bigint' },
    ...{ on_hand_after: 'bigint', available: 'bigint', reversed: 'bigint', reversed_at: 'timestamptz' },
    ...{ operation_id: 'text', ...ACTOR_COLUMNS, reference: 'text', created_at: 'timestamptz' },
    record: 'text',
  },
  changes: true,
};

/** Fields of the movements that its record leads to, the newest one last. */
export function movementsOf(record: string): string[] {
  const { movement, reversal } = decodeDeduction(record);
  return reversal === null ? [movement] : [movement, reversal];
}

/** From its record and these movements. */
export function deductionRow(
  id: string,
  record: string,
  [json, reversalJson]: (string | undefined)[],
): DeductionRow {
  const { movement: field, available, reversed } = decodeDeduction(record);
  const movement = decodeMovement(json!);
  const { operationId, actor } = readOperation(movement.operation);
  const quantity = -movement.onHandChange;
  const { sku, sequence } = movementPlace(field);
  return {
    id,
    sku,
    sequence,
    quantity,
    on_hand_before: movement.onHand + quantity,
    on_hand_after: movement.onHand,
    available,
    reversed: reversalJson === undefined ? 0 : (reversed ?? quantity),
    reversed_at: reversalJson === undefined ? null : isoTime(decodeMovement(reversalJson).atMs),
    operation_id: operationId,
    reference: movement.reference,
    created_at: isoTime(movement.atMs),
    record,
    ...actorColumns(actor),
  };
}
