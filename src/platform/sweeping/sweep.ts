import { Reply } from '../redis';
import { SweepRun } from './dto/sweeper.dto';

/** Items that have lapsed and wait for the sweep, oldest first. */
export interface Due {
  /** Redis' clock. */
  nowMs: number;
  /** How many are over in all. */
  due: number;
  /** How long the oldest of them has been over. */
  lagMs: number;
  /** The oldest of them, as many as were asked for. */
  members: string[];
  /** How many have a deadline that is to come. */
  pending: number;
  /** Totals that sweepers of this store have ever released and dropped. */
  released: number;
  orphans: number;
}

/** Items on a page of pending ones that have ended early. */
export interface Vanished {
  /** Where the next page begins; empty at the end. */
  next: string;
  members: string[];
}

/** Something that expires by an index of deadlines. The two scripts decide; any number of sweepers may run. */
export interface Sweep {
  /** As it is called in the log: `reservations`. */
  name: string;
  /** Whether a member that cannot be released leaves the others as they are. */
  readonly releasesOneByOne?: boolean;
  /** The oldest that are due; behind the member `after`, where it is given. */
  find(store: string, limit: number, after?: string): Promise<Due | undefined>;
  release(store: string, members: string[], dryRun?: boolean): Promise<SweepRun>;
  /** Looks at a page of what is not due; for what can end before its time. Undefined where there is no such store. */
  findVanished?(store: string, cursor: string, limit: number): Promise<Vanished | undefined>;
  /** Forgets what was kept long enough; returns how many. */
  purge(store: string, limit: number): Promise<number>;
}

/** Reads the reply of lua/kernel/due.lua; undefined where there is no such store. */
export function toDue({ outcome, values }: Reply): Due | undefined {
  if (outcome !== 'OK') return undefined;
  const [nowMs, due, oldestMs, released, orphans, pending] = values.slice(0, 6).map(Number) as [
    ...[number, number, number, number, number, number],
  ];
  const lagMs = oldestMs === 0 ? 0 : nowMs - oldestMs;
  return { nowMs, due, lagMs, released, orphans, pending, members: values.slice(6) as string[] };
}

/** Reads the reply of a script that releases: scanned released orphans. */
export function toSweepRun({ values }: Reply): SweepRun {
  const [scanned = 0, released = 0, orphans = 0] = values.map(Number);
  return { scanned, released, orphans };
}
