import { EarlyCopies } from './early-copies';
import { SlotPassage } from './slot-passage';
import { Survey } from './survey';

const PAGE = 1_000;
/** No call of this store waits for a batch, since all are refused; those of other stores on the same nodes do. */
const KEYS_AT_ONCE = 250;

/**
 * The time in which the store is away: every key that is not at the target yet goes there, then the slot. Big keys go by
 * themselves. Returns the number of keys.
 */
export async function moveRest(
  passage: SlotPassage,
  copies: EarlyCopies,
  { big }: Pick<Survey, 'big'>,
  onKeys: (moved: number) => void,
): Promise<number> {
  await passage.openSource();
  let moved = 0;
  for (let keys = await passage.keysLeft(PAGE); keys.length > 0; keys = await passage.keysLeft(PAGE)) {
    const [copied, others] = await copies.divide(keys);
    await copies.settle(copied);
    for (const batch of batches(others, big)) await passage.migrate(batch, { stay: false });
    moved += keys.length;
    onKeys(moved);
  }
  await passage.handOver();
  return moved;
}

function batches(keys: string[], big: Map<string, number>): string[][] {
  const small = keys.filter((key) => !big.has(key));
  const found = keys.filter((key) => big.has(key)).map((key) => [key]);
  for (let first = 0; first < small.length; first += KEYS_AT_ONCE) {
    found.push(small.slice(first, first + KEYS_AT_ONCE));
  }
  return found;
}
