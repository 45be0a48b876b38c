/** Levels that an answer waits for: nothing, the disk of the master, or a replica that has the effect too. */
export const DURABILITY_LEVELS = ['memory', 'disk', 'replica'] as const;

export type DurabilityLevel = (typeof DURABILITY_LEVELS)[number];
