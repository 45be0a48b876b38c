import { isoTime, readActor, readRecord } from '../../platform/redis';
import { decodeEntry } from '../generated/entry-record';
import { decodeTransfer } from '../generated/transfer-record';
import { StatementEntry } from './statement.dto';

/** An entry, from its record and that of its transfer; the latter is empty where it is not kept. */
export function toStatementEntry(
  account: string,
  sequence: number,
  record: string,
  transfer: string,
): StatementEntry {
  return readRecord('entries', `${account}/${sequence}`, () => {
    const { transferId, counterparty, change, balanceAfter, atMs, actor } = decodeEntry(record);
    const { reference, metadata, state } = readTransfer(transferId, transfer);
    return {
      sequence,
      transferId,
      counterparty,
      change,
      balanceAfter,
      ...(reference === undefined ? {} : { reference }),
      ...(metadata === undefined ? {} : { metadata }),
      state,
      actor: readActor(actor),
      at: isoTime(atMs),
    };
  });
}

function readTransfer(id: string, record: string): Pick<StatementEntry, 'reference' | 'metadata' | 'state'> {
  if (record === '') return { state: 'posted' };
  return readRecord('transfers', id, () => {
    const { state, notes } = decodeTransfer(record);
    const { reference, metadata } = JSON.parse(notes) as Pick<StatementEntry, 'reference' | 'metadata'>;
    return { reference, metadata, state };
  });
}
