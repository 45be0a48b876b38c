import supertest from 'supertest';
import { documentedRoutes } from '../support/api-document';
import { House, StoreCalls } from '../support/house';
import { mutations, newKey, seen, send } from '../support/mutations';
import { Mutation } from '../support/mutations/mutation';
import { withoutChange } from '../support/snapshot';
import { sleep } from '../support/time';
import { useHouse } from '../support/use-house';

/** Nothing but the calls writes. */
const the = useHouse({ SWEEP_INTERVAL_MS: 3_600_000 });

const tried = (mutation: Mutation): Mutation => {
  return { ...mutation, path: `${mutation.path}${mutation.path.includes('?') ? '&' : '?'}dryRun=true` };
};

/** The answer without what no two calls have in common: times, and ids and secrets that the server makes. */
function comparable(answer: supertest.Response): Record<string, unknown> {
  const { text, etag, status, type } = seen(answer) as {
    text: string;
    etag: unknown;
    status: number;
    type: string;
  };
  const body = text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/g, 'ID')
    .replace(/whsec_[\w+/=]+/g, 'SECRET')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME');
  return { status, type, etag, body };
}

/** How often Redis was changed since it started. */
async function writes(house: House): Promise<number> {
  const info = await house.redis.client.info('persistence');
  return Number(/rdb_changes_since_last_save:(\d+)/.exec(info)![1]);
}

async function withoutWrite<T>(work: () => PromiseLike<T>): Promise<T> {
  const before = await writes(the.house);
  const result = await withoutChange(the.house.redis.client, async () => work());
  expect(await writes(the.house)).toBe(before);
  return result;
}

async function prepared(mutation: Mutation): Promise<StoreCalls> {
  const store = mutation.makesStore ? the.house.calls(`s-${newKey()}`) : await the.house.store();
  await mutation.before?.(store);
  return store;
}

const titled = mutations.map((mutation) => ({
  mutation,
  title: [mutation.operation, mutation.when].filter(Boolean).join(' '),
}));

describe('?dryRun=true', () => {
  it.each(titled)('of $title answers as the call does, and writes nothing', async ({ mutation }) => {
    const store = await prepared(mutation);
    const key = newKey();
    const trial = await withoutWrite(() => send(store, tried(mutation), key));
    expect(trial.headers['dry-run']).toBe('true');
    expect(trial.headers['idempotent-replayed']).toBeUndefined();
    const first = await send(store, mutation, key);
    expect(first.headers['dry-run']).toBeUndefined();
    expect(comparable(trial)).toEqual(comparable(first));
    const replay = await withoutWrite(() => send(store, tried(mutation), key));
    expect(replay.headers).toMatchObject({ 'idempotent-replayed': 'true', 'dry-run': 'true' });
    expect(replay.text).toBe(first.text);
  });

  it('is documented for every operation that is no read', () => {
    const without = documentedRoutes.filter(
      ({ method, operation }) =>
        method !== 'get' &&
        !operation.parameters?.some((one) => 'name' in one && one.name === 'dryRun' && one.in === 'query'),
    );
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it('refuses as the call would, needs its key, and says so in the header', async () => {
    const store = await the.house.store();
    const path = '/inventory/items/TEE/deductions?dryRun=true';
    const refused = await withoutWrite(() => store.post(path, { quantity: 1 }).expect(404));
    expect(refused.body.code).toBe('SKU_NOT_FOUND');
    expect(refused.headers['dry-run']).toBe('true');
    const { body } = await store.send('post', path).send({ quantity: 1 }).expect(400);
    expect(body.code).toBe('IDEMPOTENCY_KEY_MISSING');
    await store.receive('TEE', 1);
    await store.post('/inventory/items/TEE/deductions', { quantity: 1 }, 'k1').expect(201);
    const reused = await withoutWrite(() => store.post(path, { quantity: 2 }, 'k1').expect(422));
    expect(reused.body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('must be true or false, where there is something to try', async () => {
    const store = await the.house.store();
    const path = '/inventory/items/TEE/adjustments';
    const body = { delta: 1, reason: 'received' };
    for (const value of ['', 'yes', 'TRUE', '1', 'true&dryRun=true']) {
      const { body: problem } = await store.post(`${path}?dryRun=${value}`, body).expect(400);
      expect(problem).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer: '?dryRun' }] });
    }
    await store.get('/inventory/items?dryRun=true').expect(400);
    await store.post(`${path}?dryRun=false`, body).expect(201);
    expect((await store.stock('TEE')).onHand).toBe(1);
  });

  it('counts reservations that are over as free, however many those are, and ends none', async () => {
    const store = await the.house.store();
    await store.receive('TEE', 250);
    const reservation = { lines: [{ sku: 'TEE', quantity: 1 }], ttlSeconds: 1 };
    for (let i = 0; i < 250; i++) await store.post('/inventory/reservations', reservation).expect(201);
    await sleep(1_100);
    const path = '/inventory/items/TEE/deductions?dryRun=true';
    const { body } = await withoutWrite(() => store.post(path, { quantity: 250 }).expect(201));
    expect(body).toMatchObject({ from: 250, to: 0, available: 0 });
    await withoutWrite(() => store.post(path, { quantity: 251 }).expect(409));
    const run = await withoutWrite(() => store.post('/inventory/sweeper/runs?dryRun=true').expect(200));
    expect(run.headers['dry-run']).toBe('true');
    expect(run.body).toEqual({ scanned: 250, released: 250, orphans: 0 });
    const { body: real } = await store.post('/inventory/sweeper/runs').expect(200);
    expect(real).toEqual(run.body);
  });

  it('counts pending transfers that are over as free, and ends none', async () => {
    const store = await the.house.store();
    await store.fund('alice', 250);
    await store.fund('bob', 0);
    const pending = { from: 'alice', to: 'bob', amount: 1, pending: { ttlSeconds: 2 } };
    for (const count of [100, 100, 50]) {
      const batch = { mode: 'atomic', transfers: Array(count).fill(pending) };
      await store.post('/ledger/transfers/batch', batch).expect(200);
    }
    await sleep(2_100);
    const path = '/ledger/transfers?dryRun=true';
    const all = { from: 'alice', to: 'bob', amount: 250 };
    const { body } = await withoutWrite(() => store.post(path, all).expect(201));
    expect(body.balances).toEqual({ from: 0, to: 250 });
    const run = await withoutWrite(() => store.post('/ledger/sweeper/runs?dryRun=true').expect(200));
    expect(run.body).toEqual({ scanned: 250, released: 250, orphans: 0 });
    expect((await store.post('/ledger/sweeper/runs').expect(200)).body).toEqual(run.body);
  });

  it('of an audit tells what it would repair', async () => {
    const store = await the.house.store();
    await store.receive('TEE', 5);
    await the.house.redis.client.hset(`ch:{${store.name}}:stock`, 'TEE', '7 0 1');
    const audit = (query: string) => store.post(`/inventory/audits${query}`, { repair: true }).expect(200);
    const trial = await withoutWrite(() => audit('?dryRun=true'));
    expect(trial.body.drift).toEqual([
      { sku: 'TEE', field: 'onHand', recorded: 7, actual: 5, repaired: true },
    ]);
    expect((await audit('')).body).toEqual(trial.body);
    expect((await store.post('/ledger/audits?dryRun=true', { deep: true }).expect(200)).body.balanced).toBe(
      true,
    );
  });
});
