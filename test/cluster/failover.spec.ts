import { join } from 'node:path';
import { deductionsIn, expectEachSoldOnce } from '../support/books';
import { failsOver, hangs, isKilled } from '../support/cluster-events';
import { DeductingCallers } from '../support/deducting-callers';
import { eventually } from '../support/eventually';
import { Neighbour } from '../support/neighbour';
import { Service } from '../support/service';
import { SmallCluster } from '../support/small-cluster';
import { sleep } from '../support/time';
import { ToolRun } from '../support/tool-run';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '../..');
const KEY = 'ch:{main}:store';

let cluster: SmallCluster;
let services: Service[];
let repeating: DeductingCallers;
let givingUp: DeductingCallers;
let neighbour: Neighbour;

beforeEach(async () => {
  cluster = await SmallCluster.start(3, { spare: 0, replicas: true, fullCoverage: false });
  const settings = { REDIS_CLUSTER_NODES: cluster.addresses, SWEEP_INTERVAL_MS: '200' };
  services = [await Service.start(settings), await Service.start(settings)];
  const [one, two] = services.map(({ url }) => url) as [string, string];
  await DeductingCallers.stock(one);
  const elsewhere = await cluster.storeElsewhere(KEY);
  await Neighbour.move(two, elsewhere);
  repeating = new DeductingCallers(() => one, 4);
  givingUp = new DeductingCallers(() => two, 2, true);
  neighbour = new Neighbour(() => two, elsewhere);
  await repeating.deduct(50);
});
afterEach(async () => {
  await end();
  for (const service of services) await service.stop();
  await cluster.stop();
});

async function end(): Promise<void> {
  for (const callers of [repeating, givingUp, neighbour]) await callers.close();
}

/** Trade goes on: on the node that takes writes now, and beside it all the time. */
async function expectTrade(): Promise<void> {
  await repeating.deduct(50);
  const before = givingUp.sold.length;
  await eventually(async () => expect(givingUp.sold.length).toBeGreaterThan(before));
}

/** No call has its effect twice, and none that was told not_executed has any. */
async function expectNoneWrong(): Promise<void> {
  const done = await deductionsIn(services[0]!.url);
  expect(done).toEqual([...new Set(done)]);
  const told = new Set([...repeating.sold, ...givingUp.sold]);
  expect(done.filter((id) => !told.has(id))).toEqual([]);
  expect(done.filter((id) => givingUp.givenUp.includes(id))).toEqual([]);
}

function expectPeaceElsewhere(): void {
  expect(neighbour.refused).toEqual([]);
  expect(Math.max(...neighbour.ms)).toBeLessThan(2_000);
  expect(neighbour.ms.length).toBeGreaterThan(50);
}

describe('a failover by order, as for maintenance', () => {
  it('loses nothing and doubles nothing, also back again; other stores do not notice', async () => {
    for (let round = 0; round < 3; round++) {
      await failsOver(cluster, KEY);
      await expectTrade();
    }
    await end();
    await expectNoneWrong();
    await expectEachSoldOnce(services[1]!.url, { sold: [...repeating.sold, ...givingUp.sold] });
    expectPeaceElsewhere();
  });
});

describe('a master that joins', () => {
  it('takes calls of a store that moves to it, and back; nothing is lost or doubled', async () => {
    const before = await cluster.ownerOf(KEY);
    for (const target of [await cluster.join(), before]) {
      const command: [string, ...string[]] = ['store.js', 'move', 'main', `127.0.0.1:${target.port}`];
      const move = new ToolRun(ROOT, command, { REDIS_CLUSTER_NODES: cluster.addresses });
      expect([await move.end(), move.said]).toEqual([0, expect.stringMatching(/^Moved \d+ keys of main/m)]);
      expect(await cluster.ownerOf(KEY)).toBe(target);
      await expectTrade();
    }
    await end();
    await expectNoneWrong();
    await expectEachSoldOnce(services[1]!.url, { sold: [...repeating.sold, ...givingUp.sold] });
    expectPeaceElsewhere();
  });
});

describe.each([
  ['hangs until its replica has taken over', hangs],
  ['is killed', isKilled],
])('a master that %s', (_, happens) => {
  it('doubles nothing; each not_executed is true, and other stores go on', async () => {
    // So that all that was told is at the replica, which is asynchronous.
    await sleep(200);
    await happens(cluster, KEY);
    await expectTrade();
    await end();
    await expectNoneWrong();
    expectPeaceElsewhere();
  });
});
