import { signal } from '@preact/signals';
import type { JournalEntry } from './types';
import { request } from './call';
import { Refusal } from './refusal';

const AGAIN_MS = 2_000;

/** Why events do not come; undefined while they do. */
export const deafness = signal<string | undefined>(undefined);

type Hear = (entry: JournalEntry) => void;
const listeners = new Set<Hear>();

/** Hears every effect of the store that is shown, as it happens. */
export function listen(hear: Hear): () => void {
  listeners.add(hear);
  return () => void listeners.delete(hear);
}

/** Reads the events of a store until it is stopped. A stream that ends is taken up where it ended. */
export function follow(path: string): () => void {
  const stop = new AbortController();
  void keepReading(path, stop.signal);
  return () => stop.abort();
}

async function keepReading(path: string, signal: AbortSignal): Promise<void> {
  let last: string | undefined;
  const tell = (entry: JournalEntry): void => {
    last = entry.id;
    for (const hear of listeners) hear(entry);
  };
  while (!signal.aborted) {
    try {
      // The browser's EventSource cannot carry a key.
      const headers: HeadersInit = last ? { 'Last-Event-ID': last } : {};
      const response = await request(path, { signal, headers });
      deafness.value = undefined;
      await readEvents(response.body!, tell);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Refusal) deafness.value = error.problem.detail;
      if (error instanceof Refusal && [401, 403, 404].includes(error.problem.status)) return;
      if (error instanceof Refusal && error.problem.status === 410) last = undefined;
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

/** Server-Sent Events: blocks between empty lines, of which the data is one journal entry. */
async function readEvents(body: ReadableStream<Uint8Array>, tell: Hear): Promise<void> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (text + value).split('\n\n');
    text = blocks.pop()!;
    for (const block of blocks) {
      const data = block.split('\n').find((line) => line.startsWith('data:'));
      if (data) tell(JSON.parse(data.slice(5)) as JournalEntry);
    }
  }
}
