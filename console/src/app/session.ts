import type { Schemas } from '@countinghouse/client';
import { computed, signal } from '@preact/signals';
import { go, here } from './router';
import { refresh } from './connection';

const KEY = 'countinghouse.key';

/** Kept for this tab alone, until it is closed. */
export const apiKey = signal(sessionStorage.getItem(KEY) ?? '');

/** Why a key is asked for; undefined where none is. */
export const keyWanted = signal<string | undefined>(undefined);

/** Stores that the key may list; undefined where it may not, and the name is typed. */
export const stores = signal<Schemas['Store'][] | undefined>(undefined);

/** The store that is shown, as its settings are known. */
export const store = signal<Pick<Schemas['Store'], 'name' | 'currency' | 'timeZone'>>({
  name: '',
  currency: 'USD',
  timeZone: 'UTC',
});

export const storeName = computed(() => here.value.query.get('store') ?? '');

export function keyRefused(why: string): void {
  keyWanted.value = apiKey.value ? why : 'This service asks for an API key.';
}

export function enterKey(key: string): void {
  sessionStorage.setItem(KEY, key);
  apiKey.value = key;
  keyWanted.value = undefined;
  refresh();
}

/** Forgets the key, and with it all that was shown. */
export function forgetKey(): void {
  sessionStorage.removeItem(KEY);
  location.assign('/console');
}

export function choose(name: string): void {
  const { page } = here.value;
  go(`/console/${page}?store=${encodeURIComponent(name)}`);
}
