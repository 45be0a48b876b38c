import { must } from '@countinghouse/client';
import { useState } from 'preact/hooks';
import { client } from '../../api/client';
import { storeName } from '../../app/session';

/** The export of the store that is shown: what starts it, whether it is under way, and why it failed. */
export function useExport(): { start: () => void; busy?: boolean; error?: unknown } {
  const [state, setState] = useState<{ busy?: boolean; error?: unknown }>({});
  const start = (): void => {
    setState({ busy: true });
    downloadStock().then(
      () => setState({}),
      (error: unknown) => setState({ error }),
    );
  };
  return { ...state, start };
}

/** Fetches the file and hands it to the browser: a link cannot carry the API key, which goes by a header. */
async function downloadStock(): Promise<void> {
  const name = `stock-of-${storeName.value}.csv`;
  const file = new Blob([await must(client.value.exportStock())], { type: 'text/csv' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
