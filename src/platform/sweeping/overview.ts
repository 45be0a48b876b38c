import { Due } from './sweep';
import { KnownStores } from './stores';

/** Where the sweeping of all stores stands. */
export interface SweepOverview {
  /** Lag of the store that waits longest; undefined where none could be asked. */
  lagMs?: number;
  due?: number;
  pending?: number;
  /** Undefined where not all stores were asked: a total that went down would be none. */
  released?: number;
  orphans?: number;
  /** How many stores could not be asked. */
  unreachable: number;
}

type Find = (store: string) => Promise<Due | undefined>;

/**
 * Asks every store, those of one master after another and the masters side by side, until the signal says that nobody waits
 * any more. A master that has not answered by then at all is away with all its stores.
 */
export async function overviewOf(
  stores: KnownStores,
  find: Find,
  signal: AbortSignal,
): Promise<SweepOverview> {
  const tooLate = new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
  const groups = [...(await stores.byMaster()).values()].map((names) => new Group(names));
  await Promise.race([Promise.all(groups.map((group) => group.ask(find, signal))), tooLate]);
  const found = groups.flatMap((group) => group.found);
  const isWhole = groups.every(({ isThrough, failed }) => isThrough && failed === 0);
  const sum = (field: 'due' | 'pending' | 'released' | 'orphans'): number =>
    found.reduce((total, one) => total + one[field], 0);
  return {
    ...((found.length > 0 || isWhole) && {
      lagMs: found.reduce((most, { lagMs }) => Math.max(most, lagMs), 0),
      due: sum('due'),
      pending: sum('pending'),
    }),
    ...(isWhole && { released: sum('released'), orphans: sum('orphans') }),
    unreachable: groups.reduce((total, { unreachable }) => total + unreachable, 0),
  };
}

/** The stores of one master. */
class Group {
  readonly found: Due[] = [];
  failed = 0;
  isThrough = false;

  constructor(private readonly names: string[]) {}

  get unreachable(): number {
    return this.found.length === 0 && !this.isThrough ? this.names.length : this.failed;
  }

  async ask(find: Find, signal: AbortSignal): Promise<void> {
    for (const name of this.names) {
      if (signal.aborted) return;
      try {
        const due = await find(name);
        if (due && !signal.aborted) this.found.push(due);
      } catch {
        this.failed += 1;
      }
    }
    this.isThrough = true;
  }
}
