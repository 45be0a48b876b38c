import { randomUUID } from 'node:crypto';
import { CuttingProxy } from '../../support/cutting-proxy';
import { House, StoreCalls } from '../../support/house';
import { startRedis, TestRedis } from '../../support/redis-server';
import { sleep } from '../../support/time';
import { LedgerCalls } from './ledger-calls';

let redis: TestRedis;
let proxy: CuttingProxy;
let house: House;
let store: StoreCalls;
let ledger: LedgerCalls;

beforeAll(async () => {
  redis = await startRedis();
  proxy = await CuttingProxy.before(redis.path);
  house = await House.open({ REDIS_URL: proxy.url, SWEEP_INTERVAL_MS: 3_600_000 }, redis);
});
afterAll(async () => {
  await house.close();
  await proxy.stop();
  await redis.stop();
});
beforeEach(async () => {
  store = await house.store();
  ledger = new LedgerCalls(store);
  await ledger.open('alice', 1000);
  await ledger.open('bob');
  const pending = { ttlSeconds: 60 };
  await ledger.transfer({ from: 'alice', to: 'bob', amount: 100, id: 'p', pending }).expect(201);
  await ledger.transfer({ from: 'alice', to: 'bob', amount: 50, id: 't' }).expect(201);
});

const one = { from: 'alice', to: 'bob', amount: 40 };
const calls: [string, string, object | undefined, { alice: number; bob: number }][] = [
  ['a transfer', '', one, { alice: 910, bob: 90 }],
  ['a pending transfer', '', { ...one, pending: { ttlSeconds: 60 } }, { alice: 950, bob: 50 }],
  ['an atomic batch', '/batch', { mode: 'atomic', transfers: [one, one] }, { alice: 870, bob: 130 }],
  ['a post', '/p/post', undefined, { alice: 850, bob: 150 }],
  ['a void', '/p/void', undefined, { alice: 950, bob: 50 }],
  ['a reversal', '/t/reverse', undefined, { alice: 1000, bob: 0 }],
];

it.each(calls)(
  'a reply lost after %s ran: 503, outcome unknown; the same key moves the money once',
  async (...call) => {
    const [, path, body, balances] = call;
    const key = randomUUID();
    proxy.cutNextReply();
    const lost = await store.post(`/ledger/transfers${path}`, body, key).expect(503);
    expect(lost.body).toMatchObject({ code: 'STORE_UNAVAILABLE', outcome: 'unknown' });
    let again = await store.post(`/ledger/transfers${path}`, body, key);
    for (let i = 0; i < 50 && again.status === 503; i++) {
      expect(again.body.outcome).toBe('not_executed');
      await sleep(50);
      again = await store.post(`/ledger/transfers${path}`, body, key);
    }
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect({ alice: await ledger.balance('alice'), bob: await ledger.balance('bob') }).toEqual(balances);
    await ledger.clean();
  },
);
