import { expect } from 'expect';
import { KINDS } from './kinds';
import { publish } from './shared';

interface Kept {
  stopStarted?: () => Promise<void>;
}

/** Starts a topology for each worker of jest. */
export default async function setUp({ maxWorkers }: { maxWorkers: number }): Promise<void> {
  const kind = process.env.TEST_REDIS ?? 'cluster';
  const start = KINDS[kind];
  if (!start) throw new Error(`TEST_REDIS=${kind} is none of ${Object.keys(KINDS).join(', ')}`);
  // Those that start servers look with it whether they are there; outside of tests it has to be brought along.
  Object.assign(globalThis, { expect });
  const running: Awaited<ReturnType<typeof start>>[] = [];
  // One after the other: those that start at once may get each other's ports.
  while (running.length < maxWorkers) running.push(await start());
  publish(running.map(({ shared }) => shared));
  (globalThis as Kept).stopStarted = async () => {
    await Promise.all(running.map((one) => one.stop()));
  };
}
