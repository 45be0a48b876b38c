const MAX_UINT64 = 2n ** 64n - 1n;

const NUMBER = '0|[1-9]\\d{0,19}';

/** The id of an effect: that of its entry in the stream, and behind its first effect how many stand before it. */
export const EFFECT_ID = new RegExp(`^(${NUMBER})-(${NUMBER})(?:-[1-9]\\d{0,14})?$`);

export function isEffectId(text: unknown): text is string {
  const [, ms, sequence] = (typeof text === 'string' && EFFECT_ID.exec(text)) || [];
  return ms !== undefined && BigInt(ms) <= MAX_UINT64 && BigInt(sequence!) <= MAX_UINT64;
}

/** Where a follower stands in the journal. */
export interface JournalPlace {
  /** The id of the last effect seen, or '' for the beginning. */
  after: string;
  /** The entry that held the next one when that was read, or '' where it is not known. */
  following: string;
}

/** The place in a cursor of the journal; cursors of earlier versions have no `following`. */
export const JOURNAL_PLACE = {
  test(text: string): boolean {
    const ids = text.split(' ');
    return ids.length <= 2 && ids.every(isEffectId);
  },
};

export function placeIn(text: string): JournalPlace {
  const [after = '', following = ''] = text.split(' ');
  return { after, following };
}

/** The id of the entry that holds an effect. */
export function entryOf(effectId: string): string {
  return effectId.split('-', 2).join('-');
}

/** Whether an effect comes behind another one in the journal. */
export function comesBehind(id: string, other: string): boolean {
  const [numbers, others] = [id, other].map((text) => text.split('-').map(BigInt)) as [bigint[], bigint[]];
  const at = [0, 1, 2].find((i) => (numbers[i] ?? 0n) !== (others[i] ?? 0n));
  return at !== undefined && (numbers[at] ?? 0n) > (others[at] ?? 0n);
}
