import { Actor } from '../../platform/redis';
import { StatementEntry } from './statement.dto';

export const ENTRY_COLUMNS =
  'sequence,at,transferId,counterparty,change,balanceAfter,reference,state,actor'.split(',');

/** One row (RFC 4180, but for the line feed alone): a value that would be read as more than one is quoted. */
export function csvRow(values: readonly (string | number)[]): string {
  return `${values.map(quoted).join(',')}\n`;
}

/** The values of an entry, in the order of the columns. */
export function entryValues(entry: StatementEntry): (string | number)[] {
  const { sequence, at, transferId, counterparty, change, balanceAfter, reference = '', state } = entry;
  const actor = actorName(entry.actor);
  return [sequence, at, transferId, counterparty, change, balanceAfter, reference, state, actor];
}

/** The values of a balance before the first entry or after the last. */
export function balanceValues(
  state: 'opening' | 'closing',
  at: string | undefined,
  balance: number,
): (string | number)[] {
  return ['', at ?? '', '', '', '', balance, '', state, ''];
}

/** `key`, `key/person`, `/person`, as a header would have it; `@` is the service itself. */
function actorName({ key, onBehalfOf, system }: Actor): string {
  if (system) return '@';
  return onBehalfOf === null ? (key ?? '') : `${key ?? ''}/${onBehalfOf}`;
}

function quoted(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
