import { eventually } from '../support/eventually';
import { House, StoreCalls } from '../support/house';
import { TestPostgres } from '../support/postgres';
import { startRedis } from '../support/redis-server';
import { takeTour } from '../support/tour';

jest.setTimeout(60_000);

const TABLES = ['events', 'movements', 'entries', 'transfers', 'orders', 'deductions'];
const MAX = Number.MAX_SAFE_INTEGER;

let postgres: TestPostgres;
let house: House;
let store: StoreCalls;

beforeAll(async () => {
  postgres = await TestPostgres.start();
  const settings = {
    ARCHIVE_URL: postgres.url,
    SWEEP_INTERVAL_MS: 50,
    WEBHOOK_ALLOW_PRIVATE: 'true',
  } as const;
  house = await House.open(settings);
});
afterAll(async () => {
  await house?.close();
  await postgres?.stop();
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- checked by expectations
type Item = Record<string, any>;

/** All pages of a list. */
async function all(path: string): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body }: { body: Item } = await store
      .get(`${path}?limit=200${cursor && `&cursor=${cursor}`}`)
      .expect(200);
    items.push(...body.items);
    cursor = body.nextCursor;
  }
  return items;
}

const rows = (table: string, order: string): Promise<Item[]> =>
  postgres.rows(`select * from countinghouse.${table} where store = $1 order by ${order}`, [store.name]);

const archived = async (): Promise<void> => {
  const journal = await all('/journal');
  await eventually(async () => expect(await postgres.count('events', store.name)).toBe(journal.length));
};

const iso = (date: Date | null): string | null => date && date.toISOString();
const actor = ({ actor_key: key, on_behalf_of: onBehalfOf, by_service }: Item): Item => ({
  ...{ key, onBehalfOf, ...(by_service ? { system: true } : {}) },
});

describe('after every operation, the archive', () => {
  beforeAll(async () => {
    store = await house.store();
    await takeTour(house.url, store, async (request) => request);
    await archived();
  });

  it('has every effect, as the journal tells it', async () => {
    const found = await rows('events', 'entry_ms, entry_sequence, part');
    const told = found.map((row) => ({
      ...{ id: row.id, type: row.type, data: row.data },
      ...{ operationId: row.operation_id, requestId: row.request_id, actor: actor(row), at: iso(row.at) },
    }));
    expect(told).toEqual(await all('/journal'));
  });

  it('has every movement and every entry, as the API tells them', async () => {
    const movements = await rows('movements', 'sku, sequence');
    const skus = (await all('/inventory/items')).map(({ sku }) => sku as string);
    for (const sku of skus) {
      const told = movements
        .filter((row) => row.sku === sku)
        .map((row) => ({
          ...{ sequence: Number(row.sequence), type: row.type, onHandChange: Number(row.on_hand_change) },
          ...{ reservedChange: Number(row.reserved_change), onHand: Number(row.on_hand) },
          ...{ reserved: Number(row.reserved), operationId: row.operation_id, actor: actor(row) },
          ...{ reference: row.reference, sourceId: row.source_id, at: iso(row.at) },
        }));
      expect(told).toEqual(await all(`/inventory/items/${sku}/movements`));
    }
    expect(movements.length).toBeGreaterThan(20);
    const entries = await rows('entries', 'account, asset, sequence desc');
    for (const { id } of await all('/ledger/accounts')) {
      const listed = await all(`/ledger/accounts/${id}/entries`);
      const told = entries.filter(({ account }) => account === id);
      expect(told.map((row) => [row.transfer_id, row.counterparty, Number(row.change), iso(row.at)])).toEqual(
        listed.map((entry) => [entry.transferId, entry.counterparty, entry.change, entry.at]),
      );
      expect(told.map(actor)).toEqual(listed.map((entry) => entry.actor));
    }
  });

  it('has a row for each transfer, order and deduction, as it is now', async () => {
    for (const row of await rows('transfers', 'id')) {
      const { body } = await store.get(`/ledger/transfers/${row.id}`).expect(200);
      expect([row.state, row.from_account, row.to_account, Number(row.posted), Number(row.reversed)]).toEqual(
        [...[body.state, body.from, body.to, body.postedAmount, body.reversedAmount]],
      );
      expect([row.metadata ?? undefined, iso(row.created_at)]).toEqual([body.metadata, body.createdAt]);
    }
    const orders = await rows('orders', 'id');
    const listed = (await all('/orders')).sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(orders.map((row) => [row.id, row.state, Number(row.total), row.customer_id])).toEqual(
      listed.map((order) => [order.id, order.state, order.total, order.customerId]),
    );
    const deductions = await rows('deductions', 'id');
    expect(deductions.length).toBeGreaterThan(2);
    for (const row of deductions) {
      const { body } = await store.get(`/inventory/items/${row.sku}/deductions/${row.id}`).expect(200);
      expect({
        ...{
          quantity: Number(row.quantity),
          from: Number(row.on_hand_before),
          to: Number(row.on_hand_after),
        },
        ...{ available: Number(row.available), reversed: Number(row.reversed), at: iso(row.created_at) },
        reversedAt: iso(row.reversed_at),
      }).toEqual({
        ...{ quantity: body.quantity, from: body.from, to: body.to, available: body.available },
        ...{ reversed: body.reversed ?? 0, at: body.createdAt, reversedAt: body.reversedAt ?? null },
      });
    }
  });
});

describe('the archive', () => {
  it('keeps the largest numbers exactly', async () => {
    store = await house.store();
    await store.receive('TEE', MAX);
    await store.fund('ann', MAX);
    await archived();
    const [movement] = await rows('movements', 'sku');
    const [entry] = await rows('entries', 'account desc');
    const [transfer] = await rows('transfers', 'id');
    expect([movement!.on_hand, entry!.balance_after, transfer!.amount]).toEqual(Array(3).fill(String(MAX)));
  });

  it('has what happened before it was there, also where the journal was cut since', async () => {
    const redis = await startRedis();
    const before = await House.open({}, redis);
    const old = await before.store();
    await old.receive('OLD', 5);
    await old.post('/inventory/items/OLD/deductions', { id: 'd', quantity: 2 }).expect(201);
    await old.fund('ann', 70);
    await redis.client.xtrim(`ch:{${old.name}}:journal`, 'MAXLEN', 1);
    await before.close();
    const after = await House.open({ ARCHIVE_URL: postgres.url, SWEEP_INTERVAL_MS: 50 }, redis);
    const counts = (): Promise<number[]> =>
      Promise.all(TABLES.map((table) => postgres.count(table, old.name)));
    await eventually(async () => expect(await counts()).toEqual([1, 2, 2, 1, 0, 1]));
    await after.close();
    await redis.stop();
  });

  it('is told by readiness, with its lag among the metrics', async () => {
    const ready = (await (await fetch(`${house.url}/health/ready`)).json()) as Item;
    expect(ready.checks).toContainEqual({ name: 'archive', ok: true, detail: 'ok' });
    const metrics = await (await fetch(`${house.url}/metrics`)).text();
    expect(metrics).toMatch(/^countinghouse_archive_lag_seconds 0(\.\d+)?$/m);
    expect(metrics).toMatch(/^countinghouse_archive_rows_total\{table="events"\} [1-9]/m);
  });
});

describe('a journal that was trimmed', () => {
  let told: Item[];

  beforeEach(async () => {
    store = await house.store();
    const items = Array(60).fill({ sku: 'TEE', delta: 1, reason: 'received' });
    for (let i = 0; i < 5; i++) await store.post('/inventory/adjustments/batch', { items }).expect(200);
    told = await all('/journal');
    await archived();
    await house.redis.client.xtrim(`ch:{${store.name}}:journal`, 'MAXLEN', 3);
    await store.receive('TEE', 1);
    told.push((await all(`/journal`)).at(-1)!);
  });

  it('is listed from its first effect to its last, page by page, as if nothing had happened', async () => {
    expect(told).toHaveLength(302);
    expect(await all('/journal')).toEqual(told);
    expect((await store.get('/journal?limit=7').expect(200)).body.items).toEqual(told.slice(0, 7));
  });

  it('is followed from any position, and listed between any times', async () => {
    for (const place of [0, 15, 16, 200, 298, 300]) {
      const { body } = await store.get(`/journal?limit=50&after=${told[place]!.id}`).expect(200);
      expect(body.items).toEqual(told.slice(place + 1, place + 51));
    }
    const [from, to] = [told[70]!.at, told[130]!.at];
    const { body } = await store.get(`/journal?limit=200&from=${from}&to=${to}`).expect(200);
    expect(body.items).toEqual(told.filter(({ at }) => at >= from && at <= to).slice(0, 200));
  });

  it('is sent as a stream from any position', async () => {
    const answer = await fetch(`${house.url}/v1/stores/${store.name}/events?after=${told[0]!.id}`);
    expect(answer.status).toBe(200);
    let text = '';
    for await (const chunk of answer.body!) {
      text += Buffer.from(chunk).toString();
      if (text.includes(`id: ${told.at(-1)!.id}`)) break;
    }
    const ids = [...text.matchAll(/^id: (\S+)\nevent/gm)].map(([, id]) => id);
    expect(ids).toEqual(told.slice(1).map(({ id }) => id));
  });

  it('is refused behind a gap that nobody has', async () => {
    await postgres.rows(`delete from countinghouse.events where store = '${store.name}'`);
    const { body } = await store.get(`/journal?after=${told[0]!.id}`).expect(410);
    expect(body.code).toBe('POSITION_GONE');
  });
});

describe('POST /audits/archive', () => {
  const differences = async (): Promise<Item[]> =>
    (await store.post('/audits/archive').expect(200)).body.differences;
  const change = (sql: string): Promise<unknown> =>
    postgres.rows(sql.replace('$STORE', `store = '${store.name}'`));

  beforeEach(async () => {
    store = await house.store();
    await store.receive('TEE', 10);
    await store.post('/inventory/items/TEE/deductions', { id: 'd', quantity: 3 }).expect(201);
    await store.fund('ann', 500);
    await store.fund('bob', 0);
    await store.post('/ledger/transfers', { id: 't', from: 'ann', to: 'bob', amount: 200 }).expect(201);
  });

  it('finds no difference, also after every operation and in what is not archived yet', async () => {
    expect((await store.post('/audits/archive').expect(200)).body).toEqual({ differences: [] });
    await takeTour(house.url, store, async (request) => request);
    expect(await differences()).toEqual([]);
  });

  it('names a row that is missing, by table, day and type', async () => {
    expect(await differences()).toEqual([]);
    const day = (await all('/journal'))[0]!.at.slice(0, 10);
    await change(`delete from countinghouse.movements where $STORE and sequence = 1`);
    await change(`delete from countinghouse.events where $STORE and type = 'inventory.deducted'`);
    await change(`delete from countinghouse.entries where $STORE and account = 'ann' and sequence = 1`);
    await change(`delete from countinghouse.deductions where $STORE`);
    expect(await differences()).toEqual([
      { table: 'events', day, type: 'inventory.deducted', field: 'rows', redis: 1, archive: 0 },
      { table: 'movements', day, type: 'adjustment', field: 'onHandChange', redis: 10, archive: 0 },
      { table: 'movements', day, type: 'adjustment', field: 'rows', redis: 1, archive: 0 },
      { table: 'entries', day, type: 'USD', field: 'change', redis: 0, archive: -500 },
      { table: 'entries', day, type: 'USD', field: 'rows', redis: 4, archive: 3 },
      { table: 'deductions', day: null, type: null, field: 'record', redis: 1, archive: 0, id: 'd' },
    ]);
  });

  it('names numbers that are one off, records that are others, and rows of nobody', async () => {
    expect(await differences()).toEqual([]);
    await change(
      `update countinghouse.movements set on_hand_change = on_hand_change + 1 where $STORE and sequence = 2`,
    );
    await change(
      `update countinghouse.transfers set record = replace(record, '200', '201') where $STORE and id = 't'`,
    );
    await change(`insert into countinghouse.deductions select store, 'ghost', sku, sequence, quantity, on_hand_before,
      on_hand_after, available, reversed, reversed_at, operation_id, actor_key, on_behalf_of, by_service, reference,
      created_at, record from countinghouse.deductions where $STORE`);
    expect((await differences()).map(({ table, id, redis, archive }) => [table, id, redis, archive])).toEqual(
      [
        ['movements', undefined, -3, -2],
        ['transfers', 't', 1, 0],
        ['deductions', 'ghost', 0, 1],
      ],
    );
  });

  it('finds no difference while sales go on', async () => {
    const items = Array(50).fill({ sku: 'TEE', delta: 1, reason: 'received' });
    let selling = true;
    const sell = async (): Promise<void> => {
      while (selling) {
        await store.post('/inventory/adjustments/batch', { items }).expect(200);
        await store.post('/ledger/transfers', { from: '@world', to: 'ann', amount: 1 }).expect(201);
      }
    };
    const sold = sell();
    for (let i = 0; i < 3; i++) expect(await differences()).toEqual([]);
    selling = false;
    await sold;
  });

  it('is refused without a store', async () => {
    const { body } = await house.calls('none').post('/audits/archive').expect(404);
    expect(body.code).toBe('STORE_NOT_FOUND');
  });
});

describe('without an archive', () => {
  it('there is nothing to compare with', async () => {
    const plain = await House.open({}, house.redis);
    const { body } = await plain.calls('main').post('/audits/archive').expect(409);
    expect(body.code).toBe('ARCHIVE_OFF');
    await plain.close();
  });

  it('is told of by nobody', async () => {
    const plain = await House.open({}, house.redis);
    const ready = (await (await fetch(`${plain.url}/health/ready`)).json()) as Item;
    expect(ready.checks.map(({ name }: Item) => name)).not.toContain('archive');
    await plain.close();
  });
});
