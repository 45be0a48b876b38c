import { deductionsIn } from '../support/books';
import { hangs } from '../support/cluster-events';
import { DeductingCallers } from '../support/deducting-callers';
import { Service } from '../support/service';
import { SmallCluster } from '../support/small-cluster';

jest.setTimeout(120_000);

const ROUNDS = 2;

let cluster: SmallCluster;
let service: Service;
let callers: DeductingCallers;

beforeEach(async () => {
  cluster = await SmallCluster.start(3, { spare: 0, replicas: true, fullCoverage: false });
  service = await Service.start({ REDIS_CLUSTER_NODES: cluster.addresses, DURABILITY: 'replica' });
  await DeductingCallers.stock(service.url);
  callers = new DeductingCallers(() => service.url, 8);
  await callers.deduct(50);
});
afterEach(async () => {
  await callers.close();
  await service.stop();
  await cluster.stop();
});

async function expectNoneLostOrDoubled(): Promise<void> {
  await callers.close();
  const done = await deductionsIn(service.url);
  expect(done).toEqual([...new Set(done)]);
  const kept = new Set(done);
  expect(callers.sold.filter((id) => !kept.has(id))).toEqual([]);
}

describe('with DURABILITY=replica', () => {
  it('a master that hung, executed what lay in its sockets and was replaced loses nothing that was answered', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      // Callers fill its sockets meanwhile.
      await hangs(cluster, 'ch:{main}:store');
      await callers.deduct(50);
    }
    await expectNoneLostOrDoubled();
    // Those that it executed and no replica confirmed were told so, and repeated.
    expect(callers.codes.size).toBeGreaterThan(0);
  });
});
