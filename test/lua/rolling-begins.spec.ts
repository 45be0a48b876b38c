import { storeKey } from '../../src/platform/redis/keys';
import { LedgerCalls } from '../e2e/ledger/ledger-calls';
import { moveClock } from '../support/moved-clock';
import { useHouse } from '../support/use-house';

const the = useHouse({ SWEEP_INTERVAL_MS: 3_600_000 });
const NOW = Date.parse('2031-01-01T00:00:00Z');
const HOUR_MS = 3_600_000;
const LIMITS = { rolling: [{ hours: 1, amount: 1000 }] };
const RECORD = 'ann/rolling';

let setClock: (ms: number) => Promise<void>;
let ledger: LedgerCalls;

beforeAll(async () => {
  setClock = await moveClock(the.house.redis.client, NOW);
});

beforeEach(async () => {
  await setClock(NOW);
  ledger = new LedgerCalls(await the.house.store());
  await ledger.open('ann', 900);
  await ledger.open('bob');
});

const send = (id: string, amount: number, more: object = {}) =>
  ledger.transfer({ id, from: 'ann', to: 'bob', amount, ...more }).expect(201);
const used = async (): Promise<unknown> =>
  ((await ledger.account('ann')) as unknown as { usedRolling: object[] }).usedRolling;
const use = (amount: number, count: number, hours = 1): object => ({ hours, amount, count });
const kept = async (): Promise<string> =>
  (await the.house.redis.client.hget(storeKey(ledger.store.name, 'accounts'), RECORD))!;

/** All in one millisecond: what is made before ann has a limit, and what is made after. */
async function before(more: object = {}): Promise<void> {
  await send('before', 100, more);
  await ledger.put('ann', { limits: LIMITS }).expect(200);
  await send('after', 30, more);
}

describe('a rolling limit that begins in the very millisecond of transfers', () => {
  it('gives back what it counted, and nothing else', async () => {
    await before();
    await ledger.end('before', 'reverse').expect(201);
    expect(await used()).toEqual([use(30, 1)]);
    await ledger.end('after', 'reverse', { amount: 10 }).expect(201);
    expect(await used()).toEqual([use(20, 1)]);
    await ledger.end('after', 'reverse').expect(201);
    expect(await used()).toEqual([use(0, 0)]);
  });

  it('does so for what was pending, voided or over', async () => {
    await before({ pending: { ttlSeconds: 60 } });
    await send('later', 7, { pending: { ttlSeconds: 60 } });
    await ledger.end('before', 'void').expect(200);
    expect(await used()).toEqual([use(37, 2)]);
    await ledger.end('after', 'void').expect(200);
    expect(await used()).toEqual([use(7, 1)]);
    await setClock(NOW + 61_000);
    expect(await used()).toEqual([use(0, 0)]);
  });

  it('tells each of several apart, of which one goes on', async () => {
    await before();
    await ledger.put('ann', { limits: { rolling: [{ hours: 2, count: 9 }, ...LIMITS.rolling] } }).expect(200);
    await send('last', 5);
    expect(await used()).toEqual([use(5, 1, 2), use(35, 2)]);
    for (const id of ['before', 'after']) await ledger.end(id, 'reverse').expect(201);
    expect(await used()).toEqual([use(5, 1, 2), use(5, 1)]);
    await ledger.end('last', 'reverse').expect(201);
    expect(await used()).toEqual([use(0, 0, 2), use(0, 0)]);
  });

  it('forgets which they were once they have aged out', async () => {
    await before();
    expect(await kept()).toContain('after,;');
    await setClock(NOW + 2 * HOUR_MS);
    await send('later', 1);
    expect(await kept()).not.toContain('after');
  });

  it('reads what was kept before that was told, and gives back what came later', async () => {
    await before();
    const older = (await kept()).replace(/^2\|/, '').replace(/ \S+$/, '');
    await the.house.redis.client.hset(storeKey(ledger.store.name, 'accounts'), RECORD, older);
    await setClock(NOW + 1);
    await send('later', 5);
    expect(await used()).toEqual([use(35, 2)]);
    for (const id of ['before', 'later']) await ledger.end(id, 'reverse').expect(201);
    expect(await used()).toEqual([use(30, 1)]);
  });
});
