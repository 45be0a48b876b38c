import { JournalEntry } from '../../../stores';
import { ACTOR_COLUMNS, ActorColumns, actorColumns, actorIn } from './actor-columns';
import { Table } from './table';

/** As it is written, or read: then times are dates. */
export interface EventRow<Time = string> extends ActorColumns {
  id: string;
  entry_ms: string;
  entry_sequence: string;
  part: string;
  type: string;
  at: Time;
  operation_id: string;
  request_id: string | null;
  /** JSON text where it is written, its value where it is read. */
  data: unknown;
}

/** Each effect, of any type. */
export const events: Table<EventRow> = {
  name: 'events',
  columns: {
    ...{ id: 'text', entry_ms: 'bigint', entry_sequence: 'numeric', part: 'integer', type: 'text' },
    ...{ at: 'timestamptz', operation_id: 'text', request_id: 'text', ...ACTOR_COLUMNS, data: 'json' },
  },
};

/** The three numbers of the id of an effect. */
export function placeOf(id: string): [ms: string, sequence: string, part: string] {
  const [ms, sequence, part = '0'] = id.split('-') as [string, string, string?];
  return [ms, sequence, part];
}

export function eventRow({ id, type, at, operationId, requestId, actor, data }: JournalEntry): EventRow {
  const [ms, sequence, part] = placeOf(id);
  return {
    id,
    entry_ms: ms,
    entry_sequence: sequence,
    part,
    type,
    at,
    operation_id: operationId,
    request_id: requestId,
    data: JSON.stringify(data),
    ...actorColumns(actor),
  };
}

/** The entry of the journal, as it was. */
export function journalEntry(row: EventRow<Date>): JournalEntry {
  return {
    id: row.id,
    type: row.type,
    data: row.data as JournalEntry['data'],
    operationId: row.operation_id,
    requestId: row.request_id,
    actor: actorIn(row),
    at: row.at.toISOString(),
  };
}
