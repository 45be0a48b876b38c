/** Where the sweeping of one store stands. */
export class SweeperState {
  /** When this process last swept the store; null before its first run. */
  lastRunAt: string | null;
  /** How long the oldest of what is over has waited. */
  lagMs: number;
  /** How many are over and wait. */
  due: number;
  /** How many the sweepers of this store have ended, ever. */
  released: number;
  /** Index entries that pointed at nothing active and were dropped, ever. */
  orphans: number;
  intervalMs: number;
}

/** Result of one sweep. */
export class SweepRun {
  /** Entries of the index of deadlines that seemed to be over, and were looked at. */
  scanned: number;
  /** How many were over and are ended now, those included whose expiry key had vanished before their deadline. */
  released: number;
  /** Entries that pointed at nothing active, or at something else by now; dropped. */
  orphans: number;
}
