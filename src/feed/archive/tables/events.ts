import { JournalEntry } from '../../../stores';
import { ACTOR_COLUMNS, ActorColumns, actorColumns } from './actor-columns';
import { Table } from './table';

interface EventRow extends ActorColumns {
  id: string;
  entry_ms: string;
  entry_sequence: string;
  part: string;
  type: string;
  at: string;
  operation_id: string;
  request_id: string | null;
  data: string;
}

/** Each effect, of any type. */
export const events: Table<EventRow> = {
  name: 'events',
  columns: {
    ...{ id: 'text', entry_ms: 'bigint', entry_sequence: 'numeric', part: 'integer', type: 'text' },
    ...{ at: 'timestamptz', operation_id: 'text', request_id: 'text', ...ACTOR_COLUMNS, data: 'json' },
  },
};

export function eventRow({ id, type, at, operationId, requestId, actor, data }: JournalEntry): EventRow {
  const [ms, sequence, part = '0'] = id.split('-') as [string, string, string?];
  return {
    ...{ id, entry_ms: ms, entry_sequence: sequence, part, type, at },
    ...{ operation_id: operationId, request_id: requestId, ...actorColumns(actor) },
    data: JSON.stringify(data),
  };
}
