import { must } from '@countinghouse/client';
import { useEffect } from 'preact/hooks';
import { client } from '../api/client';
import { problemIn } from '../api/failures';
import { refreshes } from './connection';
import { go, here } from './router';
import { apiKey, store, storeName, stores } from './session';

const FIRST = 'main';

/** Finds the stores that the key may see, and the one that the address names. */
export function useStores(): void {
  useEffect(() => void listStores(), [apiKey.value, refreshes.value]);
  useEffect(() => {
    if (storeName.value) void readStore(storeName.value);
  }, [storeName.value, apiKey.value, refreshes.value]);
}

async function listStores(): Promise<void> {
  try {
    stores.value = (await must(client.value.listStores({ query: { limit: 200 } }))).items;
  } catch (error) {
    const problem = problemIn(error);
    if (!problem || problem.status === 401) return;
    // The key is for some stores only, or may not list them: the name of one is typed.
    stores.value = undefined;
  }
  if (storeName.value) return;
  const [first] = stores.value ?? [];
  const chosen = stores.value?.find(({ name }) => name === FIRST) ?? first;
  go(`${location.pathname}?store=${encodeURIComponent(chosen?.name ?? FIRST)}`, { replace: true });
}

async function readStore(name: string): Promise<void> {
  const listed = stores.value?.find((one) => one.name === name);
  const found = listed ?? (await must(client.value.getStore({ store: name })).catch(() => undefined));
  if (found && here.value.query.get('store') === name) store.value = found;
}
