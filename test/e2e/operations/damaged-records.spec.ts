import { eventually } from '../../support/eventually';
import { StoreCalls } from '../../support/house';
import { startRedis, TestRedis } from '../../support/redis-server';
import { Service } from '../../support/service';

let redis: TestRedis;
let service: Service;
let store: StoreCalls;

beforeAll(async () => {
  redis = await startRedis();
  service = await Service.start({ REDIS_URL: redis.url, LOG_LEVEL: 'info', SWEEP_INTERVAL_MS: '60000' });
  store = new StoreCalls(service.url, 'main');
  await store.receive('TEE', 10);
  await store.price('TEE', 100);
  await store.fund('bob', 0);
  await store.put('/ledger/accounts/ann', { metadata: { a: 1 } }).expect(201);
  const transfer = { id: 't', from: '@world', to: 'ann', amount: 500, metadata: { a: 1 } };
  await store.post('/ledger/transfers', transfer).expect(201);
  const lines = [{ sku: 'TEE', quantity: 1 }];
  const hold = { id: 'h', lines, ttlSeconds: 600, ownerId: 'ann', metadata: { a: 1 } };
  await store.post('/inventory/reservations', hold).expect(201);
  const payment = { from: 'ann', to: 'bob' };
  await store.post('/orders', { id: 'o', customerId: 'ann', lines, payment, metadata: { a: 1 } }).expect(201);
  await store.post('/carts/c/lines', { sku: 'TEE', quantity: 1 }).expect(200);
  await store.post('/workflow/instances', { id: 'i', definition: 'approval', data: { a: 1 } }).expect(201);
});
afterAll(async () => {
  await service.stop();
  await redis.stop();
});

const key = (name: string): string => `ch:{main}:${name}`;

/** The line that tells the cause of what was answered under this id. */
async function causeOf(requestId: string): Promise<Record<string, unknown>> {
  let cause: Record<string, unknown> | undefined;
  await eventually(async () => {
    cause = service.said
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .find(({ reqId, msg }) => reqId === requestId && msg !== 'request');
    if (!cause) throw new Error(`no line has the cause of ${requestId}`);
  });
  return cause!;
}

/** Asks while a field of a hash, or a string, holds something else. */
async function withDamage(
  name: string,
  field: string | undefined,
  by: (record: string) => string,
  work: () => Promise<void>,
): Promise<void> {
  const { client } = redis;
  const get = field === undefined ? client.get(key(name)) : client.hget(key(name), field);
  const record = (await get)!;
  const set = (text: string): Promise<unknown> =>
    field === undefined ? client.set(key(name), text, 'KEEPTTL') : client.hset(key(name), field, text);
  await set(by(record));
  try {
    await work();
  } finally {
    await set(record);
  }
}

async function expectCorrupted(path: string, place: Record<string, string>): Promise<void> {
  const { body } = await store.get(path).expect(500);
  expect(body.code).toBe('STORE_CORRUPTED');
  const cause = await causeOf(body.requestId);
  expect(cause).toMatchObject({ level: 50, store: 'main', script: expect.any(String) });
  // Where a script comes upon it, its message names it.
  if (cause.key !== undefined) expect(cause).toMatchObject(place);
  else
    expect(cause.msg).toMatch(
      new RegExp(`CORRUPT .*\\b${(place.field ?? place.key)!.replace(/[{}]/g, '.')}\\b`),
    );
}

/** A list goes on beside it, and names it. */
async function expectNamed(path: string, field: string): Promise<void> {
  const { body } = await store.get(path).expect(200);
  expect(body).toMatchObject({ items: expect.any(Array), unreadable: [field.split('/').at(-1)] });
}

type Damage = [what: string, by: (record: string) => string];

const ANY: Damage[] = [
  ['nothing', () => ''],
  ['a word', () => 'TEE'],
  ['half of it', (record) => record.slice(0, record.length / 2)],
  ['other letters', (record) => record.toUpperCase()],
  ['numbers that are none', (record) => record.replace(/\d+/g, 'x')],
  ['numbers that are no whole ones', (record) => record.replace(/\d+/g, '1e2')],
];
/** Of what holds no word that a script wrote. */
const NUMBERS = ANY.filter(([what]) => what !== 'other letters');
const JSON_BEHIND: Damage[] = [['metadata that is no JSON', (record) => record.replace('{"a":1}', '{"a":1')]];

describe.each<
  [hash: string, field: string | undefined, damages: Damage[], things: string[], lists: string[]]
>([
  [
    'reservations',
    'h',
    [...ANY, ...JSON_BEHIND, ['no state', (record) => record.replace('active', 'gone')]],
    ['/inventory/reservations/h'],
    ['/inventory/reservations?sku=TEE', '/inventory/reservations?ownerId=ann'],
  ],
  [
    'orders',
    'o',
    [
      ...ANY,
      ...JSON_BEHIND,
      ['no state', (record) => record.replace('placed', 'gone')],
      ['a line without a price', (record) => record.replace('TEE*1*100', 'TEE*1')],
      ['half a payment', (record) => record.replace('ann*bob*', 'ann*')],
    ],
    ['/orders/o'],
    ['/orders', '/orders?customerId=ann'],
  ],
  [
    'accounts',
    'ann',
    [...ANY, ...JSON_BEHIND, ['no state', (record) => record.replace('active', 'gone')]],
    ['/ledger/accounts/ann', '/ledger/accounts'],
    [],
  ],
  [
    'transfers',
    't',
    [...ANY, ...JSON_BEHIND, ['no state', (record) => record.replace('posted', 'gone')]],
    ['/ledger/transfers/t'],
    [],
  ],
  ['entries', 'ann/1', NUMBERS, [], ['/ledger/accounts/ann/entries']],
  ['cart:c', undefined, NUMBERS, ['/carts/c'], []],
  ['instances', 'i', [...ANY, ...JSON_BEHIND], ['/workflow/instances/i'], ['/workflow/instances']],
  ['history', 'i/1', ANY.slice(0, 3), [], ['/workflow/instances/i/history']],
])('a record of %s %s', (name, field, damages, things, lists) => {
  describe.each(damages)('that was overwritten with %s', (_, by) => {
    const place = { key: key(name), ...(field === undefined ? {} : { field }) };
    for (const path of things) {
      it(`GET ${path} is STORE_CORRUPTED, and the log names it under the requestId`, () =>
        withDamage(name, field, by, () => expectCorrupted(path, place)));
    }
    for (const path of lists) {
      it(`GET ${path} names it and goes on`, () =>
        withDamage(name, field, by, () => expectNamed(path, field!)));
    }
  });
});

it('the log quotes nothing of a record that does not read', async () => {
  await withDamage(
    'reservations',
    'h',
    (record) => record.replace('{"a":1}', '{s3cr3t}'),
    async () => {
      const { body } = await store.get('/inventory/reservations/h').expect(500);
      await causeOf(body.requestId);
    },
  );
  expect(service.said).not.toContain('s3cr3t');
});
