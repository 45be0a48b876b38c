import { RefusedError } from './errors.js';
import { pause, retryAfterMs } from './persistent-fetch.js';
import { problemOf } from './problem.js';
import type { StoreEvent } from './types.js';

export interface FollowOptions {
  store?: string;
  /** Id of the last event seen. Omit to begin now. */
  after?: string;
  /** Types of events. Omit for all. */
  types?: string[];
  signal?: AbortSignal;
  /** Called whenever a stream is open: from now on events come as they happen. */
  onOpen?: () => void;
  /** Called whenever a stream has broken off, or was not to be had, before it is tried again; with the reason where there is one. */
  onClosed?: (reason: unknown) => void;
}

const PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

type Connect = (lastEventId: string | undefined) => Promise<Response>;

/**
 * Events as they happen. A stream that breaks off is opened again where it stood, so that no event is missed and none comes
 * twice; so is one that is not to be had now (429, 5xx). A refusal, such as POSITION_GONE, is thrown. It ends with its
 * signal.
 */
export async function* followEvents(
  connect: Connect,
  { after, signal, onOpen, onClosed }: FollowOptions,
): AsyncGenerator<StoreEvent, void, undefined> {
  let last = after;
  for (let failures = 0; !signal?.aborted; failures += 1) {
    let reason: unknown;
    let askedMs: number | undefined;
    try {
      const response = await connect(last);
      askedMs = retryAfterMs(response);
      if (!response.ok) throw await refusalIn(response);
      onOpen?.();
      for await (const { id, event } of blocksIn(response.body!)) {
        failures = 0;
        last = id ?? event?.id ?? last;
        if (event) yield event;
      }
    } catch (error) {
      if (signal?.aborted) return;
      if (error instanceof RefusedError && !isWait(error as RefusedError)) throw error;
      reason = error;
    }
    if (signal?.aborted) return;
    onClosed?.(reason);
    const ms = askedMs ?? Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** failures);
    await pause(ms, signal).catch(() => undefined);
  }
}

async function refusalIn(response: Response): Promise<RefusedError> {
  const body: unknown = await response.json().catch(() => undefined);
  return new RefusedError(problemOf(response, body));
}

/** The service, or a proxy in front of it, will have an answer later. */
const isWait = ({ problem: { status } }: RefusedError): boolean => status === 429 || status >= 500;

interface Block {
  /** Where the stream stands: also where it has come past events that are not asked for. */
  id?: string;
  event?: StoreEvent;
}

/** The blocks of a stream: lines that a blank line ends; a line that begins with a colon is a comment. */
async function* blocksIn(body: ReadableStream<Uint8Array>): AsyncGenerator<Block, void, undefined> {
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
      for (const block of blocks) yield blockOf(block.split('\n'));
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function blockOf(lines: string[]): Block {
  const valuesOf = (field: string): string[] =>
    lines.filter((line) => line.startsWith(field)).map((line) => line.slice(field.length).trim());
  const data = valuesOf('data:').join('\n');
  return { id: valuesOf('id:').at(-1), ...(data === '' ? {} : { event: JSON.parse(data) as StoreEvent }) };
}
