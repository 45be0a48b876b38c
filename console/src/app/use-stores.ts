import { useEffect } from 'preact/hooks';
import { at, get } from '../api/call';
import { Refusal } from '../api/refusal';
import type { Page, Store } from '../api/types';
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
    stores.value = (await get<Page<Store>>('/v1/stores', { limit: 200 })).items;
  } catch (error) {
    if (!(error instanceof Refusal) || error.problem.status === 401) return;
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
  const found = listed ?? (await get<Store>(at`/v1/stores/${name}`).catch(() => undefined));
  if (found && here.value.query.get('store') === name) store.value = found;
}
