import { randomUUID } from 'node:crypto';
import { House, StoreCalls } from '../support/house';
import { ClusterMember } from '../support/small-cluster';
import { sleep } from '../support/time';
import { useSmallCluster } from '../support/use-small-cluster';

jest.setTimeout(120_000);

/** From the last word of the master to the first call that is served. */
const SERVED_WITHIN_MS = 10_000;

const the = useSmallCluster(4, { replicas: true, proxies: true });

let owner: ClusterMember;
let store: StoreCalls;

const sell = (key: string) => store.post('/inventory/items/TEE/deductions', { quantity: 1 }, key);

async function open(settings: Parameters<typeof the.open>[0]): Promise<House> {
  const house = await the.open(settings);
  owner = await the.cluster.ownerOf('ch:{main}:store');
  store = house.calls('main');
  await store.receive('TEE', 10);
  return house;
}

/** Its machine loses power: no connection to it is closed, and new ones are not answered. */
function fallSilent(): void {
  owner.proxy!.fallSilent();
  owner.process.kill('SIGSTOP');
}

describe('a master that falls silent, whose connections stay open', () => {
  it('is given up by a caller that repeats, and the call has its effect once', async () => {
    await open({});
    fallSilent();
    const started = Date.now();
    const key = randomUUID();
    for (let status = 0; status !== 201; await sleep(50)) {
      const answer = await sell(key);
      status = answer.status;
      expect(Date.now() - started).toBeLessThan(SERVED_WITHIN_MS);
    }
    expect((await store.stock('TEE')).onHand).toBe(9);
  });

  it.each([
    ['idle', 3_600_000],
    ['that sweeps', 200],
  ])('is given up by a service %s: the first call after ten seconds is served', async (_, interval) => {
    await open({ SWEEP_INTERVAL_MS: interval });
    fallSilent();
    await sleep(SERVED_WITHIN_MS);
    const started = Date.now();
    await sell(randomUUID()).expect(201);
    expect(Date.now() - started).toBeLessThan(1_000);
  });
});
