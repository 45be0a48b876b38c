import { must, type Schemas } from '@countinghouse/client';
import { signal } from '@preact/signals';
import { client } from '../../api/client';
import { refresh } from '../../app/connection';
import { storeName } from '../../app/session';
import { How, tell } from '../../parts/ask';

/** A file that was chosen, and how far it is: tried out, sent, decided. */
export interface ImportRun {
  name: string;
  store: string;
  csv: Blob;
  busy?: 'check' | 'import';
  trial?: Schemas['ImportResult'];
  /** It has the key of the trial: repeated, the import goes on where it was. */
  how?: How;
  wasSent?: boolean;
  result?: Schemas['ImportResult'];
  error?: unknown;
}

/** Kept while other pages are shown, so that an import of unknown outcome is not sent anew under another key. */
export const importRun = signal<ImportRun | undefined>(undefined);

/** The bytes are read once: a file that is edited after its dry run is not what was said yes to. */
export async function choose(file: File): Promise<void> {
  const csv = new Blob([await file.arrayBuffer()]);
  await check({ name: file.name, store: storeName.value, csv });
}

export async function check({ name, store, csv }: ImportRun): Promise<void> {
  const chosen = { name, store, csv };
  importRun.value = { ...chosen, busy: 'check' };
  try {
    const tried = await client.value.importStock({ store, body: csv, dryRun: true });
    const trial = await must(tried);
    importRun.value = { ...chosen, trial, how: { store, idempotencyKey: tried.idempotencyKey } };
  } catch (error) {
    importRun.value = { ...chosen, error };
  }
}

export async function carryOut({ name, store, csv, trial, how }: ImportRun): Promise<void> {
  const sent = { name, store, csv, trial, how, wasSent: true };
  importRun.value = { ...sent, busy: 'import' };
  try {
    importRun.value = { ...sent, result: await must(client.value.importStock({ ...how, body: csv })) };
    tell(`Import of ${name}: done.`);
    refresh();
  } catch (error) {
    importRun.value = { ...sent, error };
  }
}
