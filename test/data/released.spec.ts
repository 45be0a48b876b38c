import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { upgradeAll } from '../support/earlier-orders';
import { House, StoreCalls } from '../support/house';
import { lapse, lapseTransfer } from '../support/lapse';
import { startRedis, TestRedis } from '../support/redis-server';

interface Answer {
  status: number;
  body: string;
  etag?: string;
}
interface Call {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: object | string;
  answer: Answer;
}

const releases = readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** When a day ends depends on when one asks. */
const parsed = ({ body }: Answer): object =>
  JSON.parse(body, (name, value: unknown) => (name === 'resetsAt' ? 'a midnight' : value)) as object;

/** A store that is put again, which no key replays, shows its defaults. */
const NO_DEFAULTS = '"defaults":{"reservationTtlSeconds":null,"limits":{"perTransfer":null,"daily":null}},';

describe.each(releases)('a Redis filled by %s', (release) => {
  const folder = join(__dirname, release);
  const fixture = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
  const calls = fixture<Call[]>('calls.json');
  const reads = fixture<Pick<Call, 'path' | 'answer'>[]>('reads.json');
  const dir = mkdtempSync(join(tmpdir(), 'ch-data-'));
  let redis: TestRedis;
  let house: House;

  beforeAll(async () => {
    cpSync(folder, dir, { recursive: true });
    redis = await startRedis('--dir', dir, '--appendonly', 'yes', '--appendfsync', 'no');
    house = await House.open({ SWEEP_INTERVAL_MS: 3_600_000 }, redis);
  });
  afterAll(async () => {
    await house.close();
    await redis.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  async function send({ method, path, headers, body }: Omit<Call, 'answer'>): Promise<Answer> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const type: Record<string, string> = text === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(`${house.url}${path}`, {
      method,
      headers: { ...type, ...headers },
      body: text,
    });
    const etag = response.headers.get('etag');
    return { status: response.status, body: await response.text(), ...(etag === null ? {} : { etag }) };
  }

  it.each(reads)('reads as it did: $path', async ({ path, answer }) => {
    const now = await send({ method: 'GET', path, headers: {} });
    expect(now.status).toBe(answer.status);
    // Members may have come since; none has gone or changed. Records are kept to the letter.
    if (path.includes('/workflow/records/')) expect(now.body).toBe(answer.body);
    else expect(parsed(now)).toMatchObject(parsed(answer));
    if (answer.etag !== undefined) expect(now.etag).toBe(answer.etag);
  });

  it.each(['main', 'berlin'])('adds up in the store %s', async (name) => {
    const store = new StoreCalls(house.url, name);
    expect((await store.post('/inventory/audits').expect(200)).body).toMatchObject({
      drift: [],
      unsettled: [],
    });
    const { body } = await store.post('/ledger/audits', { deep: true }).expect(200);
    expect(body).toMatchObject({ balanced: true, drift: [], unsettled: [] });
  });

  it.each(calls)('replays, byte for byte: $method $path', async ({ answer, ...call }) => {
    const { body, ...others } = await send(call);
    expect({ ...others, body: body.replace(NO_DEFAULTS, '') }).toEqual(answer);
  });

  it('lists its orders by customer and state together, before an upgrade and after', async () => {
    const store = new StoreCalls(house.url, 'main');
    const list = async (query: string): Promise<{ id: string; state: string; customerId: string }[]> =>
      (await store.get(`/orders?limit=200${query}`).expect(200)).body.items;
    const all = await list('');
    const expectBoth = async (): Promise<void> => {
      for (const { customerId, state } of all) {
        const alike = all.filter((one) => one.customerId === customerId && one.state === state);
        expect(await list(`&customerId=${customerId}&state=${state}`)).toEqual(alike);
      }
    };
    expect(all.length).toBeGreaterThan(2);
    await expectBoth();
    const { damaged } = await upgradeAll(house);
    expect(damaged).toBe(0);
    await expectBoth();
  });

  it('ends a reservation and a pending transfer at their deadlines, and works on', async () => {
    const store = new StoreCalls(house.url, 'main');
    const before = await store.stock('TEE-L');
    expect(await lapse(redis.client, 'main', 'active-1')).toBe(true);
    expect(await lapseTransfer(redis.client, 'main', 'pending-1')).toBe(true);
    await store.post('/inventory/sweeper/runs').expect(200);
    await store.post('/ledger/sweeper/runs').expect(200);
    expect((await store.get('/inventory/reservations/active-1').expect(200)).body.state).toBe('expired');
    expect((await store.get('/ledger/transfers/pending-1').expect(200)).body.state).toBe('expired');
    expect((await store.stock('TEE-L')).available).toBe(before.available + 2);
    await store.post('/inventory/reservations/active-2/commit').expect(200);
    await store.post('/orders/placed/cancel').expect(200);
    await store.post('/ledger/transfers/sale/reverse', { amount: 1 }).expect(201);
    await store.post('/workflow/instances/approval-1/transitions', {
      to: 'approved',
      expectedState: 'pending',
    });
    await store.receive('TEE-M', 1);
    expect((await store.post('/inventory/audits').expect(200)).body).toMatchObject({
      drift: [],
      unsettled: [],
    });
    const { body } = await store.post('/ledger/audits', { deep: true }).expect(200);
    expect(body).toMatchObject({ balanced: true, drift: [], unsettled: [] });
  });
});
