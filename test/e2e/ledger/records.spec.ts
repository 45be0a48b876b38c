import { useLedger } from './use-ledger';

const the = useLedger();

const key = (name: string): string => `ch:{${the.store.name}}:${name}`;
const read = async (hash: string, field: string): Promise<string> =>
  (await the.house.redis.client.hget(key(hash), field))!;

/** "lastEntryMs createdMs day balance sequence used changes held incoming version" and the terms behind them. */
async function account(id: string): Promise<{ numbers: string[]; terms: string }> {
  const record = await read('accounts', id);
  const numbers = record.split(' ', 10);
  return { numbers, terms: record.slice(numbers.join(' ').length + 1) };
}

const SETTINGS = {
  overdraft: 7,
  limits: { perTransfer: 900, daily: 9007199254740991 },
  metadata: { note: '1 2 3 - active USD', 'ключ "ü"': ['a\nb', null, 1e21, -0.5, {}], '': '%d%s%%' },
};

beforeEach(async () => {
  await the.ledger.open('alice', 1000, SETTINGS);
  await the.ledger.open('bob');
});

describe('the record of an account', () => {
  const pay = (amount: number, more: object = {}) =>
    the.ledger.transfer({ from: 'alice', to: 'bob', amount, ...more }).expect(201);
  const pending = { ttlSeconds: 600 };

  const steps: [string, () => PromiseLike<unknown>][] = [
    ['a transfer', () => pay(10, { id: 't1' })],
    ['a transfer back', () => the.ledger.transfer({ from: 'bob', to: 'alice', amount: 1 }).expect(201)],
    ['a pending transfer', () => pay(20, { id: 'p1', pending })],
    ['its post in part', () => the.ledger.end('p1', 'post', { amount: 5 }).expect(200)],
    ['another pending transfer', () => pay(20, { id: 'p2', pending })],
    ['its end', () => the.ledger.end('p2', 'void').expect(200)],
    ['a reversal', () => the.ledger.end('t1', 'reverse', { amount: 4 }).expect(201)],
    ['a batch', () => the.ledger.batch('atomic', [{ from: 'alice', to: 'bob', amount: 2 }]).expect(200)],
  ];

  it('keeps its terms to the letter, whatever moves money', async () => {
    const { terms } = await account('alice');
    expect(terms).toBe(`USD active 7 900 9007199254740991 ${JSON.stringify(SETTINGS.metadata)}`);
    for (const [name, step] of steps) {
      await step();
      expect([name, (await account('alice')).terms]).toEqual([name, terms]);
    }
    expect(await the.ledger.account('alice')).toMatchObject({ ...SETTINGS, version: 1 });
  });

  it('keeps its settings to the letter, whatever its state', async () => {
    const { terms } = await account('alice');
    await the.ledger.change('alice', 'freeze').expect(200);
    expect((await account('alice')).terms).toBe(terms.replace('active', 'frozen'));
    await the.ledger.change('alice', 'unfreeze').expect(200);
    expect((await account('alice')).terms).toBe(terms);
    expect(await the.ledger.account('alice')).toMatchObject({ ...SETTINGS, version: 3 });
  });

  it('never counts the same entries and changes twice, so that an audit sees what moved meanwhile', async () => {
    const seen = new Set<string>();
    const note = async (): Promise<void> => {
      const [, , , , sequence, , changes] = (await account('alice')).numbers;
      seen.add(`${sequence} ${changes}`);
    };
    await note();
    for (const step of [
      ...steps.map(([, step]) => step),
      () => the.ledger.change('alice', 'freeze').expect(200),
      () => the.ledger.change('alice', 'unfreeze').expect(200),
      () => the.ledger.put('alice').expect(200),
    ]) {
      await step();
      await note();
    }
    expect(seen.size).toBe(steps.length + 4);
  });
});

describe('the record of a transfer', () => {
  it('keeps its request to the letter, from the first step to the last', async () => {
    const metadata = { note: '- 0 0 posted', list: ['a\nb', 1e21] };
    const body = { id: 'p1', from: 'alice', to: 'bob', amount: 20, reference: 'a  b', metadata };
    await the.ledger.transfer({ ...body, pending: { ttlSeconds: 600 } }).expect(201);
    const request = (record: string): string => record.split(' ').toSpliced(11, 2).slice(4).join(' ');
    const made = await read('transfers', 'p1');
    expect(made).toMatch(/^pending 0 0 0 \d{13} \d{13} - alice bob 20 USD \d+ \d+ \d{13} \{.*\}$/);
    await the.ledger.end('p1', 'post', { amount: 15 }).expect(200);
    const posted = await read('transfers', 'p1');
    expect([posted.split(' ', 3), request(posted)]).toEqual([['posted', '15', '0'], request(made)]);
    const { body: reversal } = await the.ledger.end('p1', 'reverse', { amount: 4 }).expect(201);
    const reversed = await read('transfers', 'p1');
    expect([reversed.split(' ', 3), request(reversed)]).toEqual([['posted', '15', '4'], request(made)]);
    expect(await read('transfers', reversal.id)).toMatch(/^posted 4 0 0 0 0 p1 bob alice 4 USD /);
    expect((await the.store.get('/ledger/transfers/p1').expect(200)).body).toMatchObject({
      ...{ reference: 'a  b', metadata, postedAmount: 15, reversedAmount: 4 },
    });
  });

  it('comes whole out of a batch, also where its texts have line feeds', async () => {
    const transfers = [{ from: 'alice', to: 'bob', amount: 1, reference: 'a b', metadata: { '\n': '\r\n' } }];
    const { body } = await the.ledger.batch('independent', transfers).expect(200);
    expect(body.results[0]).toMatchObject({ status: 201, body: transfers[0] });
    expect(body.results[0].body.limit).toMatchObject({ used: 1 });
  });
});

it('an entry tells one side, and totals are written only where they change', async () => {
  await the.ledger.transfer({ id: 't1', from: 'alice', to: 'bob', amount: 300 }).expect(201);
  expect(await read('entries', 'alice/2')).toMatch(/^-300 700 \d{13} bob t1$/);
  expect(await read('entries', 'bob/1')).toMatch(/^300 300 \d{13} alice t1$/);
  expect(await read('ledger_totals', 'USD')).toBe('1000 1000 3');
  await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 704 }).expect(201);
  expect(await read('ledger_totals', 'USD')).toBe('1004 1004 3');
  await the.ledger.transfer({ from: 'bob', to: '@world', amount: 4 }).expect(201);
  expect(await read('ledger_totals', 'USD')).toBe('1000 1000 3');
  await the.ledger.clean();
});
