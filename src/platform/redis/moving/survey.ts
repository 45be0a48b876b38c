import { MoveFault } from './move-fault';
import { scan } from './early-copies';
import { SlotPassage } from './slot-passage';

/** So much of a hash goes over in a millisecond at least; neither node does anything else meanwhile. */
const BYTES_PER_MS = 15_000;
/** A key from here on goes by itself, so that no batch takes long. */
const BIG_BYTES = 256 * 1024;
/** Members that stand for all of a big key, in Redis' estimate of its memory. */
const SAMPLES = '20';
/** The target's copy takes about as much, and what is on its way comes on top. */
const ALLOWANCE = 1.1;

/** Extent of a move. */
export interface Survey {
  keys: number;
  bytes: number;
  /** Keys that are big → their bytes. */
  big: Map<string, number>;
}

/** Looks at all keys of these stores, some at a time, while calls are served. */
export async function survey(passage: SlotPassage, stores: string[]): Promise<Survey> {
  const found: Survey = { keys: 0, bytes: 0, big: new Map() };
  for (const store of stores) {
    for await (const keys of scan(passage, `*{${store}}:*`)) {
      for (const [i, size] of (await sizesOf(passage, keys)).entries()) {
        found.keys += 1;
        found.bytes += size;
        if (size >= BIG_BYTES) found.big.set(keys[i]!, size);
      }
    }
  }
  return found;
}

/** A target that is full halfway would leave the store away for as long as it takes to make room. */
export async function refuseWithoutRoom({ target }: SlotPassage, { bytes }: Survey): Promise<void> {
  const most = Number(await target.infoOf('memory', 'maxmemory'));
  const used = Number(await target.infoOf('memory', 'used_memory'));
  if (most === 0 || used + bytes * ALLOWANCE <= most) return;
  throw new MoveFault(
    `${target.address} has ${mebibytes(most - used)} MiB of its maxmemory left, and the move takes ${mebibytes(bytes * ALLOWANCE)}: ` +
      'give it more, or choose another master',
  );
}

/** A master that does not answer for the node time-out is held for dead by the others. */
export async function refuseVastKeys({ source, target }: SlotPassage, { big }: Survey): Promise<void> {
  const [key, bytes] = [...big].reduce((a, b) => (a[1] < b[1] ? b : a), ['', 0]);
  const ms = Math.ceil(bytes / BYTES_PER_MS);
  for (const node of [source, target]) {
    const limit = await node.nodeTimeout();
    if (limit === undefined || ms <= limit / 2) continue;
    throw new MoveFault(
      `${key} has ${mebibytes(bytes)} MiB, for which both masters stand still for some ${Math.ceil(ms / 1_000)} s, and the ` +
        `others wait for ${limit} ms: set cluster-node-timeout to ${ms * 3} on every node for the time of the move`,
    );
  }
}

/** A key that moved or lapsed meanwhile has none. */
async function sizesOf({ source }: SlotPassage, keys: string[]): Promise<number[]> {
  const pipeline = source.client.pipeline();
  for (const key of keys) pipeline.call('MEMORY', 'USAGE', key, 'SAMPLES', SAMPLES);
  const answers = (await pipeline.exec()) ?? [];
  return answers.map(([, size]) => Number(size ?? 0));
}

function mebibytes(bytes: number): number {
  return Math.max(0, Math.round(bytes / 2 ** 20));
}
