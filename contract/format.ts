/**
 * The format of the data, one number, is stamped in Redis by the services that write it. It is 1 and one more for each
 * version that a record has got since, and for each sentence here. 1 is everything up to and including 6400b3c, which
 * stamps nothing.
 */

/**
 * Keys that mean something else since a release, in a sentence each: that is what an older service would read wrongly. A
 * record that goes leaves a sentence here for each version that it had got, for the format is never counted down.
 */
export const changedKeys: readonly string[] = [
  '`reservation_index` lists ended reservations by SKU under `e/<SKU>`, which stood under `k/<SKU>` with active ones.',
  '`movements` and `entries` begin behind what stands under `<SKU>/0` and `<account>/0`, where there is that.',
];
