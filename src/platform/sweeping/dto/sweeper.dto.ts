/** State of the sweeping of one store. */
export class SweeperState {
  /** Time at which this process last swept the store; null before its first run. */
  lastRunAt: string | null;
  /** Time that the oldest lapsed item has waited. */
  lagMs: number;
  /** Number of lapsed items that wait. */
  due: number;
  /** Number of items that the sweepers of this store have ever ended. */
  released: number;
  /** Number of index entries without an active item that were ever dropped. */
  orphans: number;
  intervalMs: number;
}

/** Result of one sweep. */
export class SweepRun {
  /** Number of entries in the index of deadlines that had passed and were checked. */
  scanned: number;
  /** Number of items that this sweep ended, including those whose expiry key had vanished before their deadline. */
  released: number;
  /** Number of dropped entries: they pointed at no active item, or at another one. */
  orphans: number;
}
