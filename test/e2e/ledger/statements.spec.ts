import { sleep } from '../../support/time';
import { useLedger } from './use-ledger';

const the = useLedger();

interface Statement {
  account: string;
  asset: string;
  opening: number;
  closing: number;
  from: string | null;
  to: string | null;
  entries: { sequence: number; change: number; balanceAfter: number; at: string }[];
}

const read = async (id: string, query = ''): Promise<Statement> =>
  (await the.store.get(`/ledger/accounts/${id}/statement${query}`).expect(200)).body;
const send = (amount: number, more: object = {}) =>
  the.ledger.transfer({ from: 'alice', to: 'bob', amount, ...more }).expect(201);

const HEADER = 'sequence,at,transferId,counterparty,change,balanceAfter,reference,state,actor';

beforeEach(async () => {
  await the.ledger.open('alice', 1000);
  await the.ledger.open('bob');
});

describe('GET /ledger/accounts/{id}/statement', () => {
  it('has the balance before, each entry with its notes, and the balance after', async () => {
    const metadata = { note: 'ü "1"', list: [1, null] };
    await send(300, { id: 't1', reference: 'rent, "May"', metadata });
    await the.ledger.end('t1', 'reverse', { id: 'r1', amount: 100 }).expect(201);
    const entry = { at: expect.any(String), state: 'posted', actor: { key: null, onBehalfOf: null } };
    const other = { counterparty: 'bob', ...entry };
    expect(await read('alice')).toEqual({
      ...{ account: 'alice', asset: 'USD', from: null, to: null, opening: 0, closing: 800 },
      entries: [
        expect.objectContaining({ sequence: 1, counterparty: '@world', change: 1000 }),
        {
          ...{ sequence: 2, transferId: 't1', change: -300, balanceAfter: 700, reference: 'rent, "May"' },
          ...{ metadata, ...other },
        },
        { sequence: 3, transferId: 'r1', change: 100, balanceAfter: 800, ...other },
      ],
    });
  });

  it('begins and ends where it is asked to, and adds up', async () => {
    for (let i = 1; i <= 3; i++) {
      await send(i);
      await sleep(3);
    }
    const [, first, second] = (await read('alice')).entries;
    const [from, to] = [first!.at, second!.at.replace('Z', '999Z')];
    const part = await read('alice', `?from=${from}&to=${to}`);
    expect(part).toMatchObject({
      from,
      to,
      opening: 1000,
      closing: 997,
      entries: [{ change: -1 }, { change: -2 }],
    });
    const none = await read('alice', `?from=${to}&to=${from}`);
    expect(none).toMatchObject({ opening: 997, entries: [], closing: 997 });
    expect(await read('alice', '?to=2020-01-01T00:00Z')).toMatchObject({
      opening: 0,
      entries: [],
      closing: 0,
    });
  });

  it('is of any length, and each of its balances follows from the one before', async () => {
    const transfers = Array<object>(100).fill({ from: 'alice', to: 'bob', amount: 1, reference: 'r' });
    for (let i = 0; i < 5; i++) await the.ledger.batch('atomic', transfers).expect(200);
    const { opening, entries, closing } = await read('bob');
    expect(entries.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
    let balance = opening;
    for (const { change, balanceAfter } of entries) expect(balanceAfter).toBe((balance += change));
    expect([opening, closing]).toEqual([0, balance]);
    const { text } = await the.store.get('/ledger/accounts/bob/statement?format=csv').expect(200);
    expect(text.split('\n')).toHaveLength(500 + 4);
  });

  it('is a CSV with a header, the balances as its first row and its last, and quotes where they are needed', async () => {
    await send(5, { id: 't1', reference: 'a, "b"' });
    await the.store
      .post('/ledger/transfers', { id: 't2', from: 'bob', to: 'alice', amount: 2, reference: ' plain ' })
      .set('On-Behalf-Of', 'a,"b')
      .expect(201);
    const [first, second] = (await read('bob')).entries.map(({ at }) => at);
    const answer = await the.store
      .get(`/ledger/accounts/bob/statement?format=csv&from=${first}&to=${second}`)
      .expect(200);
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.text).toBe(
      [
        HEADER,
        `,${first},,,,0,,opening,`,
        `1,${first},t1,alice,5,5,"a, ""b""",posted,`,
        `2,${second},t2,alice,-2,3, plain ,posted,"/a,""b"`,
        `,${second},,,,3,,closing,`,
        '',
      ].join('\n'),
    );
  });

  it('is one of @world for each asset', async () => {
    await the.ledger.open('eve', 70, { asset: 'EUR' });
    expect(await read('@world')).toMatchObject({ account: '@world', asset: 'USD', closing: -1000 });
    expect(await read('@world', '?asset=EUR')).toMatchObject({ asset: 'EUR', closing: -70 });
  });

  it('refuses what it does not know before it sends anything', async () => {
    const path = '/ledger/accounts/alice/statement';
    expect((await the.store.get('/ledger/accounts/ghost/statement').expect(404)).body.code).toBe(
      'ACCOUNT_NOT_FOUND',
    );
    for (const query of ['format=xml', 'from=yesterday', 'to=1', 'limit=1', 'asset=usd']) {
      const { body } = await the.store.get(`${path}?${query}`).expect(400);
      expect(body.errors[0].pointer).toBe(`?${query.split('=')[0]}`);
    }
  });

  it('breaks off where an entry cannot be read, rather than leave it out', async () => {
    await send(5);
    await the.house.redis.client.hset(`ch:{${the.store.name}}:entries`, 'alice/1', 'nonsense');
    await expect(the.store.send('get', '/ledger/accounts/alice/statement', true)).rejects.toThrow();
  });
});
