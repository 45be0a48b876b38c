/** What is over and waits to be swept, oldest first. */
export interface Due {
  /** Redis' clock. */
  nowMs: number;
  /** How many are over in all. */
  due: number;
  /** How long the oldest of them has been over. */
  lagMs: number;
  /** The oldest of them, as many as were asked for. */
  members: string[];
  /** What sweepers of this store have released and dropped, ever. */
  released: number;
  orphans: number;
}

export interface SweepRun {
  /** Members of the index of deadlines that were looked at. */
  scanned: number;
  /** Things that were over and are ended now. */
  released: number;
  /** Members that pointed at nothing, or at something else by now; dropped. */
  orphans: number;
}

/** Something that expires by an index of deadlines. The two scripts decide; any number of sweepers may run. */
export interface Sweep {
  /** As it is called in the log: `reservations`. */
  name: string;
  find(store: string, limit: number): Promise<Due | undefined>;
  release(store: string, members: string[]): Promise<SweepRun>;
  /** Forgets what was kept long enough; returns how many. */
  purge(store: string, limit: number): Promise<number>;
}
