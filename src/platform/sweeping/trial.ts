import { SweepRun } from './dto/sweeper.dto';
import { Sweep } from './sweep';
import { Walk } from './walk';

/** Counts what a run of the sweeper would end in this store, batch by batch; undefined where there is no such store. */
export async function trial(sweep: Sweep, store: string, batch: number): Promise<SweepRun | undefined> {
  const total: SweepRun = { scanned: 0, released: 0, orphans: 0 };
  for (let after: string | undefined; ;) {
    const found = await sweep.find(store, batch, after);
    if (!found) return undefined;
    if (found.members.length === 0) break;
    await tryOut(sweep, store, found.members, total);
    after = found.members.at(-1);
  }
  for await (const members of new Walk(sweep, 0).anew(store)) await tryOut(sweep, store, members, total);
  return total;
}

/** One script ends as many as it may, and the next one goes on behind them. */
async function tryOut(sweep: Sweep, store: string, members: string[], total: SweepRun): Promise<void> {
  for (let left = members; left.length > 0;) {
    const { scanned, released, orphans } = await sweep.release(store, left, true);
    if (scanned === 0) return;
    total.scanned += scanned;
    total.released += released;
    total.orphans += orphans;
    left = left.slice(scanned);
  }
}
