import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailableError } from './redis-errors';

const PATIENCE_MS = 1_000;

/** Faults of nodes that were asked alike. One that has no answer a second after the first that did well counts as away. */
export async function faultsOf(asked: Promise<void>[]): Promise<Error[]> {
  const late = new StoreUnavailableError('it has not answered yet', true);
  const faults: (Error | undefined)[] = asked.map(() => late);
  const settled = asked.map((one, i) =>
    one.then(
      () => (faults[i] = undefined),
      (error: Error) => (faults[i] = error),
    ),
  );
  const all = Promise.all(settled);
  const timer = new AbortController();
  const oneIsWell = Promise.any(asked).then(() => sleep(PATIENCE_MS, undefined, { signal: timer.signal }));
  await Promise.race([all, oneIsWell.catch(() => all)]);
  timer.abort();
  return faults.filter((fault) => fault !== undefined);
}
