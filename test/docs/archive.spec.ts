import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/eventually';
import { House, StoreCalls } from '../support/house';
import { TestPostgres } from '../support/postgres';
import { sleep } from '../support/time';

jest.setTimeout(60_000);

const manual = readFileSync(join(__dirname, '../../docs/operations.md'), 'utf8');
const queries = [...manual.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, sql]) => sql!);

let postgres: TestPostgres;
let house: House;
let store: StoreCalls;

beforeAll(async () => {
  postgres = await TestPostgres.start();
  house = await House.open({ ARCHIVE_URL: postgres.url, SWEEP_INTERVAL_MS: 50 });
  store = house.calls('main');
  await store.receive('TEE', 10);
  await store.price('TEE', 500);
  await store.fund('ann', 10_000);
  await store.put('/ledger/accounts/shop', {}).expect(201);
  const paid = { customerId: 'ann', payment: { from: 'ann', to: 'shop' } };
  await store.post('/orders', { ...paid, lines: [{ sku: 'TEE', quantity: 2 }] }).expect(201);
  await store.post('/inventory/items/TEE/deductions', { quantity: 3 }).expect(201);
  await store
    .post('/inventory/items/TEE/adjustments', { delta: -1, reason: 'lost' })
    .set('On-Behalf-Of', 'eve');
  await eventually(async () => expect(await postgres.count('movements', 'main')).toBe(4));
  await sleep(1_100);
});
afterAll(async () => {
  await house?.close();
  await postgres?.stop();
});

describe('the queries of docs/operations.md', () => {
  const run = (i: number): Promise<Record<string, unknown>[]> => postgres.rows(queries[i]!);

  it('are five', () => expect(queries).toHaveLength(5));

  it('tell units and revenue of each day', async () => {
    expect(await run(0)).toMatchObject([{ currency: 'USD', orders: '1', units: '2', revenue: '1000' }]);
  });

  it('tell which SKUs sold best', async () => {
    expect(await run(1)).toEqual([{ sku: 'TEE', units: '5' }]);
  });

  it('tell what was on hand', async () => {
    expect(await run(2)).toEqual([{ sku: 'TEE', on_hand: '4', reserved: '0' }]);
  });

  it('tell money in and out of each account', async () => {
    expect(await run(3)).toMatchObject([
      { account: 'ann', money_in: '10000', money_out: '1000' },
      { account: 'shop', money_in: '1000', money_out: '0' },
    ]);
  });

  it('tell who wrote stock off', async () => {
    expect(await run(4)).toEqual([{ who: 'eve', sku: 'TEE', units: '1', times: '1' }]);
  });
});
