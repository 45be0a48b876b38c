import { sleep } from '../../support/time';
import { useLedger } from './use-ledger';

const the = useLedger();

interface At {
  balance: number;
  held: number | null;
  overdraft: number | null;
  available: number | null;
}

async function at(id: string, time: number | string, query = ''): Promise<At> {
  const text = typeof time === 'number' ? new Date(time).toISOString() : time;
  const { body } = await the.store.get(`/ledger/accounts/${id}?at=${text}${query}`).expect(200);
  return body;
}

/** Redis' clock, and then a moment, so that nothing that comes is of that millisecond. */
async function now(): Promise<number> {
  const [seconds, micros] = await the.house.redis.client.time();
  await sleep(3);
  return Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
}

const money = (balance: number, held: number, overdraft: number): object => ({
  ...{ balance, held, overdraft },
  available: balance - held + overdraft,
});

describe('GET /ledger/accounts/{id}?at=', () => {
  it('tells what the account had then, whatever changed it', async () => {
    await the.ledger.open('bob');
    const before = await now();
    const steps: [() => PromiseLike<unknown>, object][] = [
      [() => the.ledger.put('ann', { overdraft: 5 }).expect(201), money(0, 0, 5)],
      [() => the.ledger.transfer({ from: '@world', to: 'ann', amount: 100 }).expect(201), money(100, 0, 5)],
      [() => hold('h1', 30), money(100, 30, 5)],
      [() => hold('h2', 20), money(100, 50, 5)],
      [() => the.ledger.end('h1', 'post', { amount: 10 }).expect(200), money(90, 20, 5)],
      [() => the.ledger.end('h2', 'void').expect(200), money(90, 0, 5)],
      [() => the.store.patch('/ledger/accounts/ann', { overdraft: 40 }).expect(200), money(90, 0, 40)],
      [
        () => the.store.patch('/ledger/accounts/ann', { limits: { daily: 900 } }).expect(200),
        money(90, 0, 40),
      ],
      [() => the.ledger.end('h1', 'reverse').expect(201), money(100, 0, 40)],
      [
        () =>
          the.ledger
            .batch(
              'atomic',
              [1, 2].map((n) => held(n)),
            )
            .expect(200),
        money(100, 3, 40),
      ],
    ];
    const seen: [number, object][] = [[before, money(0, 0, 0)]];
    for (const [step, expected] of steps) {
      await step();
      seen.push([await now(), expected]);
    }
    for (const [time, expected] of seen) expect(await at('ann', time)).toMatchObject(expected);
    expect(await at('ann', seen[2]![0])).toEqual({
      ...{ id: 'ann', asset: 'USD', at: new Date(seen[2]![0]).toISOString() },
      ...money(100, 0, 5),
    });
  });

  const held = (amount: number, ttlSeconds = 600): object => ({
    ...{ from: 'ann', to: 'bob', amount },
    pending: { ttlSeconds },
  });
  const hold = (id: string, amount: number, ttlSeconds?: number): PromiseLike<unknown> =>
    the.ledger.transfer({ id, ...held(amount, ttlSeconds) }).expect(201);

  it('dates the end of a transfer that expires to its deadline, before a sweep and after', async () => {
    await the.ledger.open('ann', 100);
    await the.ledger.open('bob');
    await hold('h1', 30, 1);
    await hold('h2', 20);
    const { expiresAt } = (await the.store.get('/ledger/transfers/h1').expect(200)).body;
    const deadline = Date.parse(expiresAt);
    await sleep(1_100);
    for (let round = 0; round < 2; round++) {
      expect(await at('ann', deadline)).toMatchObject({ held: 50 });
      expect(await at('ann', deadline + 1)).toMatchObject({ held: 20 });
      expect(await at('ann', await now())).toMatchObject(money(100, 20, 0));
      await the.store.post('/ledger/sweeper/runs').expect(200);
    }
  });

  it('includes effects of that very millisecond, and takes any precision and an offset', async () => {
    await the.ledger.open('ann', 100);
    const { at: time } = (await the.store.get('/ledger/accounts/ann/entries').expect(200)).body.items[0];
    expect(await at('ann', time)).toMatchObject({ balance: 100 });
    expect(await at('ann', time.replace('Z', '999Z'))).toMatchObject({ balance: 100 });
    expect(await at('ann', Date.parse(time) - 1)).toMatchObject({ balance: 0 });
    const shifted = new Date(Date.parse(time) + 3_600_000).toISOString().replace('Z', '%2B01:00');
    expect(await at('ann', shifted)).toMatchObject({ balance: 100 });
  });

  it('tells of each @world, which has no floor', async () => {
    await the.ledger.open('ann', 100);
    await the.ledger.open('eva', 7, { asset: 'EUR' });
    const time = await now();
    await the.ledger.transfer({ from: '@world', to: 'ann', amount: 1 }).expect(201);
    expect(await at('@world', time)).toMatchObject({ asset: 'USD', balance: -100, held: 0, available: null });
    expect(await at('@world', time, '&asset=EUR')).toMatchObject({ asset: 'EUR', balance: -7 });
    expect(await at('@world', '2026-01-01T00:00Z')).toMatchObject({ balance: 0, held: 0 });
  });

  it('refuses a time that is to come, and one that is none; knows no other account', async () => {
    await the.ledger.open('ann');
    for (const time of ['2999-01-01T00:00Z', 'yesterday', '2026-01-01T00:00']) {
      const { body } = await the.store.get(`/ledger/accounts/ann?at=${time}`).expect(400);
      expect(body.errors[0].pointer).toBe('?at');
    }
    await the.store.get('/ledger/accounts/none?at=2026-01-01T00:00Z').expect(404);
  });

  it('does not know what was held before the first change of an account that an older release opened', async () => {
    await the.ledger.open('ann', 100);
    await the.ledger.open('bob');
    const index = `ch:{${the.store.name}}:transfer_index`;
    const { client } = the.house.redis;
    const known = await client.zrange(index, '[h/', '(h0', 'BYLEX');
    await client.zrem(index, ...known);
    const time = await now();
    await hold('h1', 30);
    expect(await at('ann', time)).toMatchObject({
      balance: 100,
      held: null,
      overdraft: null,
      available: null,
    });
    expect(await at('ann', await now())).toMatchObject(money(100, 30, 0));
  });

  it('agrees with a replay of the entries at any time', async () => {
    await the.ledger.open('ann', 1000);
    await the.ledger.open('bob', 1000);
    for (let i = 0; i < 60; i++) {
      const [from, to] = i % 3 ? ['ann', 'bob'] : ['bob', 'ann'];
      await the.ledger.transfer({ from, to, amount: 1 + (i % 7) }).expect(201);
    }
    const entries = (await the.store.get('/ledger/accounts/ann/entries?limit=200&order=asc').expect(200)).body
      .items;
    const first = Date.parse(entries[0].at) - 5;
    const last = Date.parse(entries.at(-1).at);
    for (let i = 0; i < 200; i++) {
      const time = first + Math.floor(Math.random() * (last - first + 1));
      const sum = entries
        .filter((entry: { at: string }) => Date.parse(entry.at) <= time)
        .reduce((total: number, entry: { change: number }) => total + entry.change, 0);
      expect([time, (await at('ann', time)).balance]).toEqual([time, sum]);
    }
  });
});
