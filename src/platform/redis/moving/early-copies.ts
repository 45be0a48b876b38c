import { MoveFault } from './move-fault';
import { SlotPassage } from './slot-passage';

/** Keys at a time while calls are served: Redis does nothing else meanwhile, for a millisecond or two. */
const KEYS_AT_ONCE = 100;
const SCAN_COUNT = 1_000;
/** A record that is about to lapse is not worth it. */
const SOON_MS = 2_000;
/** Passes over the keys: each is shorter than the one before, since it copies only what is new. */
const PASSES = 3;
const FEW = 100;

/**
 * Copies of idempotency records, made while the source still serves all calls. A record is written once and never again
 * until it lapses, so a copy is as good as the record for as long as that lives; all else may change, and has to wait.
 */
export class EarlyCopies {
  /** Key → when it lapses, in ms on the clock of the source. */
  private readonly deadlines = new Map<string, number>();

  constructor(
    private readonly passage: SlotPassage,
    private readonly stores: string[],
  ) {}

  get count(): number {
    return this.deadlines.size;
  }

  async make(onCopies: (count: number) => void): Promise<void> {
    for (let pass = 1; pass <= PASSES; pass++) {
      const before = this.count;
      for (const store of this.stores) {
        const pattern = `*{${store}}:operation*`;
        for await (const keys of scan(this.passage, pattern)) await this.copy(keys, onCopies);
      }
      if (this.count - before < FEW) return;
    }
  }

  /** Those of these keys whose copy is as good as the record, and the others. */
  async divide(keys: string[]): Promise<[copied: string[], others: string[]]> {
    const now = await clockOf(this.passage);
    const isCopied = (key: string): boolean => (this.deadlines.get(key) ?? 0) > now + SOON_MS;
    return [keys.filter(isCopied), keys.filter((key) => !isCopied(key))];
  }

  /** Takes the record of each copy away from the source. Fails where the target is not what it was when it got them. */
  async settle(copied: string[]): Promise<void> {
    if (copied.length === 0) return;
    const { source, target, slot } = this.passage;
    const there = await target.keysInSlot(slot);
    if (there < copied.length) throw new MoveFault(`${target.address} has lost what it was given`);
    await source.ask('UNLINK', ...copied);
  }

  private async copy(keys: string[], onCopies: (count: number) => void): Promise<void> {
    const { source } = this.passage;
    const fresh = keys.filter((key) => !this.deadlines.has(key));
    for (let first = 0; first < fresh.length; first += KEYS_AT_ONCE) {
      const batch = fresh.slice(first, first + KEYS_AT_ONCE);
      // Before they are copied: a record that lapsed and was made again in between counts as the older one.
      const [now, lapses] = [await clockOf(this.passage), await source.each(batch, ['PEXPIRETIME'])];
      const lasting = batch.filter((_, i) => Number(lapses[i]) > now + SOON_MS);
      await this.passage.migrate(lasting, { stay: true });
      for (const [i, key] of batch.entries()) {
        if (lasting.includes(key)) this.deadlines.set(key, Number(lapses[i]));
      }
      onCopies(this.count);
    }
  }
}

/** Keys of the source by their names, some at a time. */
export async function* scan({ source }: SlotPassage, pattern: string): AsyncGenerator<string[]> {
  for (let cursor: string | undefined = '0'; cursor !== undefined;) {
    const [next, keys] = (await source.ask('SCAN', cursor, 'MATCH', pattern, 'COUNT', SCAN_COUNT)) as [
      string,
      string[],
    ];
    if (keys.length > 0) yield keys;
    cursor = next === '0' ? undefined : next;
  }
}

async function clockOf({ source }: SlotPassage): Promise<number> {
  const [seconds, micros] = (await source.ask('TIME')) as [string, string];
  return Number(seconds) * 1_000 + Math.floor(Number(micros) / 1_000);
}
