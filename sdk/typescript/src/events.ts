import { RefusedError } from './errors.js';
import { pause } from './persistent-fetch.js';
import type { Schemas, StoreEvent } from './types.js';

export interface FollowOptions {
  store?: string;
  /** Id of the last event seen. Omit to begin now. */
  after?: string;
  /** Types of events. Omit for all. */
  types?: string[];
  signal?: AbortSignal;
}

const PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

type Connect = (lastEventId: string | undefined) => Promise<Response>;

/**
 * Events as they happen. A stream that breaks off is opened again behind the last event seen, so that none is missed and none
 * comes twice; a refusal, such as POSITION_GONE, is thrown. It ends with its signal.
 */
export async function* followEvents(
  connect: Connect,
  { after, signal }: FollowOptions,
): AsyncGenerator<StoreEvent, void, undefined> {
  let last = after;
  for (let failures = 0; !signal?.aborted; failures += 1) {
    try {
      const response = await connect(last);
      if (!response.ok) await refuse(response);
      for await (const event of eventsIn(response.body!)) {
        failures = 0;
        last = event.id;
        yield event;
      }
    } catch (error) {
      if (signal?.aborted) return;
      if (error instanceof RefusedError) throw error;
    }
    await pause(Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** failures), signal).catch(() => undefined);
  }
}

/** A 503 is no refusal but a wait. */
async function refuse(response: Response): Promise<never> {
  const problem = (await response.json()) as Schemas['Problem'];
  if (response.status === 503) throw new Error(problem.detail);
  throw new RefusedError(problem);
}

/** The events of a stream: blocks of lines that a blank line ends; a line that begins with a colon is a comment. */
async function* eventsIn(body: ReadableStream<Uint8Array>): AsyncGenerator<StoreEvent, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += decoder.decode(value, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) {
        const data = block
          .split('\n')
          .flatMap((line) => (line.startsWith('data:') ? line.slice(5).trim() : []));
        if (data.length > 0) yield JSON.parse(data.join('\n')) as StoreEvent;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
