import { CommandTap } from '../../support/command-tap';
import { sleep } from '../../support/time';
import { LedgerCalls } from './ledger-calls';
import { useLedger } from './use-ledger';

const the = useLedger();
beforeEach(async () => {
  await the.ledger.open('alice', 1000);
  await the.ledger.open('bob');
});

const key = (name: string): string => `ch:{${the.store.name}}:${name}`;
const send = (amount: number, more: object = {}) =>
  the.ledger.transfer({ from: 'alice', to: 'bob', amount, ...more });

/** Puts the entries of alice a day apart, the newest a day ago. */
async function spread(count: number): Promise<(sequence: number) => Date> {
  const timeOf = (sequence: number): number => Date.UTC(2026, 0, sequence);
  for (let sequence = 1; sequence <= count; sequence++) {
    const field = `alice/${sequence}`;
    const entry = (await the.house.redis.client.hget(key('entries'), field))!.split(' ');
    await the.house.redis.client.hset(
      key('entries'),
      field,
      entry.with(2, String(timeOf(sequence))).join(' '),
    );
  }
  return (sequence) => new Date(timeOf(sequence));
}

describe('GET /ledger/accounts/{id}/entries', () => {
  it('tells the reference and the metadata of each transfer', async () => {
    const notes = { reference: 'invoice 7', metadata: { a: [1, null], b: 'x' } };
    await send(300, { id: 't1', ...notes }).expect(201);
    await send(1).expect(201);
    const [second, first] = await the.ledger.entries('bob');
    expect(first).toMatchObject({ change: 300, ...notes });
    expect(second).not.toHaveProperty('reference');
    expect(second).not.toHaveProperty('metadata');
  });

  it('is listed oldest first where that is asked for, page by page, within times', async () => {
    for (let amount = 1; amount <= 6; amount++) await send(amount).expect(201);
    const timeOf = await spread(7);
    const [from, to] = [timeOf(2), timeOf(6)].map((time) => time.toISOString());
    const seen: number[] = [];
    let cursor = '';
    for (let pages = 0; pages < 9; pages++) {
      const query = `?order=asc&limit=2&from=${from}&to=${to}${cursor && `&cursor=${cursor}`}`;
      const { body } = await the.store.get(`/ledger/accounts/alice/entries${query}`).expect(200);
      seen.push(...body.items.map(({ sequence }: { sequence: number }) => sequence));
      if (body.nextCursor === null) break;
      cursor = body.nextCursor;
    }
    expect(seen).toEqual([2, 3, 4, 5, 6]);
    const { body } = await the.store.get('/ledger/accounts/alice/entries?order=up').expect(400);
    expect(body.errors[0].pointer).toBe('?order');
  });

  it('lists what came in and went out, newest first', async () => {
    await send(300, { id: 't1' }).expect(201);
    await the.ledger.end('t1', 'reverse', { id: 'r1', amount: 100 }).expect(201);
    expect(await the.ledger.entries('alice')).toEqual([
      {
        sequence: 3,
        transferId: 'r1',
        counterparty: 'bob',
        change: 100,
        balanceAfter: 800,
        at: expect.any(String),
        actor: { key: null, onBehalfOf: null },
      },
      {
        sequence: 2,
        transferId: 't1',
        counterparty: 'bob',
        change: -300,
        balanceAfter: 700,
        at: expect.any(String),
        actor: { key: null, onBehalfOf: null },
      },
      expect.objectContaining({ sequence: 1, counterparty: '@world', change: 1000, balanceAfter: 1000 }),
    ]);
    expect(await the.ledger.entries('@world')).toMatchObject([
      { counterparty: 'alice', change: -1000, balanceAfter: -1000 },
    ]);
  });

  it('is empty for an account without any, and for @world of an untouched store', async () => {
    expect(await the.ledger.entries('bob')).toEqual([]);
    expect(await new LedgerCalls(await the.house.store()).entries('@world')).toEqual([]);
    expect((await the.store.get('/ledger/accounts/ghost/entries').expect(404)).body.code).toBe(
      'ACCOUNT_NOT_FOUND',
    );
  });

  it('pages without a gap or a repeat while new entries come', async () => {
    for (let i = 0; i < 6; i++) await send(1).expect(201);
    const seen: number[] = [];
    let cursor = '';
    do {
      const { body } = await the.store.get(
        `/ledger/accounts/alice/entries?limit=3${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...body.items.map(({ sequence }: { sequence: number }) => sequence));
      cursor = body.nextCursor ?? '';
      await send(1).expect(201);
    } while (cursor);
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it('keeps within a time: from and to inclusive', async () => {
    for (let i = 0; i < 9; i++) await send(1).expect(201);
    const timeOf = await spread(10);
    const between = async (from?: Date, to?: Date): Promise<number[]> => {
      const query = [from && `from=${from.toISOString()}`, to && `to=${to.toISOString()}`]
        .filter(Boolean)
        .join('&');
      return (await the.ledger.entries('alice', `?${query}`)).map(({ sequence }) => sequence);
    };
    expect(await between(timeOf(4), timeOf(7))).toEqual([7, 6, 5, 4]);
    expect(await between(new Date(+timeOf(4) + 1), new Date(+timeOf(7) + 1))).toEqual([7, 6, 5]);
    expect(await between(timeOf(9))).toEqual([10, 9]);
    expect(await between(undefined, timeOf(3))).toEqual([3, 2, 1]);
    expect(await between(timeOf(11))).toEqual([]);
    expect(await between(timeOf(5), timeOf(5))).toEqual([5]);
    expect(await between(timeOf(7), timeOf(4))).toEqual([]);
  });

  describe('compares times as they were written, at any precision:', () => {
    const AT = Date.parse('2026-01-31T23:59:59.446Z');
    const found = async (query: string): Promise<boolean> =>
      (await the.ledger.entries('alice', query)).length > 0;

    beforeEach(async () => {
      const field = 'alice/1';
      const entry = (await the.house.redis.client.hget(key('entries'), field))!.split(' ');
      await the.house.redis.client.hset(key('entries'), field, entry.with(2, String(AT)).join(' '));
    });

    it.each([
      ['to=2026-01-31T23:59:59.446999Z', true],
      ['to=2026-01-31T23:59:59.446Z', true],
      ['to=2026-01-31T23:59:59.4460000000000000000000000Z', true],
      ['to=2026-01-31T23:59:59.4459999999999999999999999Z', false],
      ['to=2026-01-31T23:59:59.45Z', true],
      ['to=2026-01-31T23:59:59.4Z', false],
      ['to=2026-01-31T23:59:59Z', false],
      ['to=2026-02-01T00:00Z', true],
      ['from=2026-01-31T23:59:59.446Z', true],
      ['from=2026-01-31T23:59:59.446000Z', true],
      ['from=2026-01-31T23:59:59.446001Z', false],
      ['from=2026-01-31T23:59:59.4460000000000000000000001Z', false],
      ['from=2026-01-31T23:59:59.445999999Z', true],
      ['from=2026-01-31T23:59:59.4Z', true],
      ['from=2026-01-31T23:59:59.446Z&to=2026-01-31T23:59:59.446Z', true],
      ['from=2026-01-31T23:59:59.446001Z&to=2026-01-31T23:59:59.446999Z', false],
      ['to=2026-02-01T01:59:59.446999%2B02:00', true],
      ['to=2026-02-01T01:59:59.446999+02:00', true],
      ['to=2026-02-01T01:59:59.445999+02:00', false],
      ['from=2026-01-31T18:29:59.446-05:30', true],
      ['from=2026-01-31T18:29:59.446001-05:30', false],
      ['to=1969-12-31T23:59:59.9999Z', false],
      ['from=1969-12-31T23:59:59.9999Z', true],
      ['from=9999-12-31T23:59:59.999999-23:59', false],
    ])('%s', async (query, isFound) => {
      expect(await found(`?${query}`)).toBe(isFound);
    });
  });

  it('pages within a time', async () => {
    for (let i = 0; i < 9; i++) await send(1).expect(201);
    const timeOf = await spread(10);
    const path = `/ledger/accounts/alice/entries?limit=2&from=${timeOf(4).toISOString()}&to=${timeOf(7).toISOString()}`;
    const first = (await the.store.get(path).expect(200)).body;
    const second = (await the.store.get(`${path}&cursor=${first.nextCursor}`).expect(200)).body;
    const sequences = [first, second].map(({ items }) =>
      items.map(({ sequence }: { sequence: number }) => sequence),
    );
    expect(sequences).toEqual([
      [7, 6],
      [5, 4],
    ]);
    expect(second.nextCursor).toBeNull();
  });

  it.each([
    'yesterday',
    '2026-01-01',
    '2026-W01-1T00:00:00Z',
    '20260101T000000Z',
    '2026-01-01T00:00:00',
    '2026-02-31T00:00:00Z',
    '1767225600000',
    '2026-01-01T24:00:00Z',
    '2026-01-01T23:59:60Z',
    '2026-01-01T00:00:00,5Z',
    '2026-01-01T00:00:00.Z',
    '2026-01-01T00:00:00%2B24:00',
    '2026-01-01T00:00:00%2B0100',
    '2026-01-01T00:00:00Z%20',
  ])('refuses %s as a time: it must be one, with its zone', async (time) => {
    for (const name of ['from', 'to']) {
      const { body } = await the.store.get(`/ledger/accounts/alice/entries?${name}=${time}`).expect(400);
      expect(body.errors[0].pointer).toBe(`?${name}`);
    }
  });

  it('asks Redis for a number of things that hardly depends on the length of the history', async () => {
    const tap = await CommandTap.open(the.house.redis.client);
    const cost = async (query: string): Promise<number> =>
      (await tap.during(() => the.ledger.entries('alice', `?limit=5${query}`))).length;
    await the.ledger.batch('atomic', Array(20).fill({ from: 'alice', to: 'bob', amount: 1 })).expect(200);
    const short = [await cost(''), await cost('&from=2026-01-01T00:00:00Z')];
    for (let i = 0; i < 4; i++) {
      await the.ledger.batch('atomic', Array(100).fill({ from: 'alice', to: 'bob', amount: 1 })).expect(200);
    }
    const long = [await cost(''), await cost('&from=2026-01-01T00:00:00Z')];
    expect(long[0]).toBe(short[0]);
    expect(long[1]! - short[1]!).toBeLessThanOrEqual(5);
    tap.close();
  });
});

it('defect 52: two transfers that are the same but for their time leave two entries each', async () => {
  await the.ledger
    .batch('atomic', Array(3).fill({ from: 'alice', to: 'bob', amount: 5, reference: 'same' }))
    .expect(200);
  expect((await the.ledger.entries('bob')).map(({ change }) => change)).toEqual([5, 5, 5]);
  expect(await the.ledger.entries('alice')).toHaveLength(4);
});

it('defect 53: nothing of the books is ever trimmed or expires', async () => {
  await send(1, { id: 't1' }).expect(201);
  await send(1, { id: 'p1', pending: { ttlSeconds: 1 } }).expect(201);
  await spread(2);
  await sleep(1100);
  await the.store.post('/ledger/sweeper/runs').expect(200);
  await send(1).expect(201);
  for (const name of ['accounts', 'account_ids', 'entries', 'transfers', 'ledger_totals', 'journal']) {
    expect([name, await the.house.redis.client.ttl(key(name))]).toEqual([name, -1]);
  }
  expect(await the.ledger.entries('alice')).toHaveLength(3);
  expect((await the.store.get('/ledger/transfers/p1').expect(200)).body.state).toBe('expired');
});
