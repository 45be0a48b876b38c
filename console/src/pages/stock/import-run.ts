import { signal } from '@preact/signals';
import { Change, execute, tryOut } from '../../api/call';
import { refresh } from '../../app/connection';
import { tell } from '../../parts/ask';

export interface ImportResult {
  rows: number;
  applied: number;
  /** The first of them; their number is that of the rows that were not applied. */
  refused: { row: number; sku: string; code: string; detail: string }[];
}

/** A file that was chosen, and how far it is: tried out, sent, decided. */
export interface ImportRun {
  name: string;
  /** Its key is made when the file is chosen: repeated, the import goes on where it was. */
  change: Change;
  busy?: 'check' | 'import';
  trial?: ImportResult;
  wasSent?: boolean;
  result?: ImportResult;
  error?: unknown;
}

/** Kept while other pages are shown, so that an import of unknown outcome is not sent anew under another key. */
export const importRun = signal<ImportRun | undefined>(undefined);

/** The bytes are read once: a file that is edited after its dry run is not what was said yes to. */
export async function choose(path: string, file: File): Promise<void> {
  const csv = new Blob([await file.arrayBuffer()]);
  await check({ name: file.name, change: { method: 'POST', path, csv, key: crypto.randomUUID() } });
}

export async function check({ name, change }: ImportRun): Promise<void> {
  importRun.value = { name, change, busy: 'check' };
  try {
    importRun.value = { name, change, trial: await tryOut<ImportResult>(change) };
  } catch (error) {
    importRun.value = { name, change, error };
  }
}

export async function carryOut({ name, change, trial }: ImportRun): Promise<void> {
  const sent = { name, change, trial, wasSent: true };
  importRun.value = { ...sent, busy: 'import' };
  try {
    importRun.value = { ...sent, result: await execute<ImportResult>(change) };
    tell(`Import of ${name}: done.`);
    refresh();
  } catch (error) {
    importRun.value = { ...sent, error };
  }
}
