import supertest from 'supertest';
import { eventually } from '../support/eventually';
import { House, StoreCalls } from '../support/house';
import { ClusterTopology, startGuardedCluster } from '../support/topologies/cluster';
import { CountingProxy } from '../support/topologies/counting-proxy';
import { SentinelTopology, startSentinels } from '../support/topologies/sentinel';
import { startTlsServer } from '../support/topologies/tls';
import { Topology } from '../support/topologies/topology';
import { permissions } from '../support/topologies/users';

jest.setTimeout(120_000);

let topology: Topology;
let house: House | undefined;
const proxies: CountingProxy[] = [];

afterEach(async () => {
  await house?.close();
  house = undefined;
  proxies.splice(0).forEach((proxy) => proxy.close());
  await topology.stop();
});

async function open(settings: Topology['where'] = {}): Promise<House> {
  const own = { REDIS_URL: undefined, SWEEP_INTERVAL_MS: 200, RATE_LIMIT_PER_MINUTE: 10_000 };
  house = await House.open({ ...own, ...topology.where, ...settings }, topology.redis);
  return house;
}

/** A reservation that lapses, and a sale. */
async function trade(store: StoreCalls): Promise<void> {
  await store.receive('TEE', 10);
  const body = { lines: [{ sku: 'TEE', quantity: 2 }], ttlSeconds: 1 };
  await store.post('/inventory/reservations', body).expect(201);
  await store.post('/inventory/items/TEE/deductions', { quantity: 1 }).expect(201);
  await eventually(async () =>
    expect(await store.stock('TEE')).toMatchObject({ onHand: 9, reserved: 0, sold: 1 }),
  );
}

/** Business of several stores, so that every master of a cluster has some; the sweeper, and all of readiness. */
async function trades(): Promise<StoreCalls[]> {
  const stores = await Promise.all(Array.from({ length: 6 }, () => house!.store()));
  await Promise.all(stores.map(trade));
  await eventually(() => supertest(house!.url).get('/health/ready').expect(200));
  const { body } = await supertest(house!.url).get('/v1/stores').expect(200);
  expect(body.items.length).toBeGreaterThan(stores.length);
  await supertest(house!.url).get('/metrics').expect(200);
  return stores;
}

const kinds: [string, start: () => Promise<Topology>][] = [
  ['a server over TLS', () => startTlsServer()],
  ['a master under Sentinels', () => startSentinels()],
  ['a master under Sentinels, all over TLS', () => startSentinels({ tls: true })],
  ['a cluster', () => startGuardedCluster()],
  ['a cluster over TLS', () => startGuardedCluster({ tls: true })],
  ['a cluster on IPv6', () => startGuardedCluster({ host: '::1' })],
];

describe.each(kinds)('a service on %s, as a user with a password and no more than it needs', (_, start) => {
  it('does all that it does elsewhere', async () => {
    topology = await start();
    await open();
    await trades();
  });
});

describe('a service with REDIS_KEY_PREFIX', () => {
  it('needs no other keys than those that begin so', async () => {
    topology = await startTlsServer(permissions('shop:'));
    await open({ REDIS_KEY_PREFIX: 'shop:' });
    await trades();
  });

  it('keeps a store on one node of a cluster, as ever', async () => {
    topology = await startGuardedCluster({ allowed: permissions('shop:') });
    await open({ REDIS_KEY_PREFIX: 'shop:' });
    await trades();
  });
});

describe('a failover by Sentinels', () => {
  it.each([{ tls: false }, { tls: true }])('is followed, over TLS: $tls', async ({ tls }) => {
    const sentinels = await startSentinels({ tls });
    topology = sentinels;
    await open();
    const [store] = await trades();
    await sentinels.failOver();
    await eventually(async () => {
      expect((await store!.post('/inventory/items/TEE/deductions', { quantity: 1 })).status).toBe(201);
    });
    expect((await store!.stock('TEE')).onHand).toBe(8);
    await eventually(() => supertest(house!.url).get('/health/ready').expect(200));
  });
});

/** Whoever asks for one of these ports is to come to a proxy. */
async function behindProxies(ports: number[]): Promise<string> {
  for (const port of ports) proxies.push(await CountingProxy.open(port));
  return ports.map((port, i) => `127.0.0.1:${port}=127.0.0.1:${proxies[i]!.port}`).join(',');
}

describe('REDIS_NAT_MAP', () => {
  it('is followed where Sentinels tell an address', async () => {
    const sentinels: SentinelTopology = await startSentinels();
    topology = sentinels;
    await open({ REDIS_NAT_MAP: await behindProxies(sentinels.ports) });
    await trades();
    expect(proxies[0]!.connections).toBeGreaterThan(0);
  });

  it('is followed where a cluster tells addresses', async () => {
    const cluster: ClusterTopology = await startGuardedCluster();
    topology = cluster;
    await open({ REDIS_NAT_MAP: await behindProxies(cluster.members.map(({ port }) => port)) });
    await trades();
    for (const { connections } of proxies) expect(connections).toBeGreaterThan(0);
  });
});
