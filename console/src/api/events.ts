import type { Client, StoreEvent } from '@countinghouse/client';
import { signal } from '@preact/signals';
import { refresh } from '../app/connection';
import { client } from './client';
import { problemIn, textOf } from './failures';

/** Why events do not come; undefined while they do. */
export const deafness = signal<string | undefined>(undefined);

type Hear = (event: StoreEvent) => void;
const listeners = new Set<Hear>();

/** Hears every effect of the store that is shown, as it happens. */
export function listen(hear: Hear): () => void {
  listeners.add(hear);
  return () => void listeners.delete(hear);
}

/** Hears the events of the store that is shown until it is stopped. */
export function follow(): () => void {
  const stop = new AbortController();
  void keepHearing(client.value, stop.signal);
  return () => stop.abort();
}

async function keepHearing(shop: Client, signal: AbortSignal): Promise<void> {
  let [hasPosition, mayHaveMissed] = [false, false];
  const onOpen = (): void => {
    deafness.value = undefined;
    if (mayHaveMissed) refresh();
    mayHaveMissed = false;
  };
  const onClosed = (reason: unknown): void => {
    mayHaveMissed ||= !hasPosition;
    if (problemIn(reason)) deafness.value = textOf(reason);
  };
  while (!signal.aborted)
    try {
      for await (const event of shop.events({ signal, onOpen, onClosed })) {
        hasPosition = true;
        for (const hear of listeners) hear(event);
      }
    } catch (error) {
      deafness.value = textOf(error);
      if (problemIn(error)?.code !== 'POSITION_GONE') return;
      [hasPosition, mayHaveMissed] = [false, true];
    }
}
