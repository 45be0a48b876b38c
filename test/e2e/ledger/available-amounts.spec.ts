import { useLedger } from './use-ledger';

const the = useLedger();

describe('amount: {upTo} of a transfer', () => {
  beforeEach(async () => {
    await the.ledger.open('ann', 30, { overdraft: 20 });
    await the.ledger.open('bob');
  });
  const upTo = (n: unknown, more: object = {}): object => ({
    ...{ from: 'ann', to: 'bob', amount: { upTo: n } },
    ...more,
  });

  it('moves as much where that is available', async () => {
    const { body } = await the.ledger.transfer(upTo(45)).expect(201);
    expect(body).toMatchObject({ amount: 45, postedAmount: 45, balances: { from: -15, to: 45 } });
    expect((await the.store.get(`/ledger/transfers/${body.id}`).expect(200)).body).toEqual(body);
  });

  it('moves what is available, overdraft included, where that is less, and nothing more is left', async () => {
    await the.ledger.transfer({ from: 'ann', to: 'bob', amount: 8, pending: { ttlSeconds: 60 } }).expect(201);
    const { body } = await the.ledger.transfer(upTo(9007199254740991, { id: 'all' })).expect(201);
    expect(body).toMatchObject({ id: 'all', amount: 42, balances: { from: -12, to: 42 } });
    expect(await the.ledger.account('ann')).toMatchObject({ balance: -12, available: 0 });
    const refused = (await the.ledger.transfer(upTo(5)).expect(409)).body;
    expect(refused).toMatchObject({ code: 'INSUFFICIENT_FUNDS', available: 0, requested: 5 });
    await the.ledger.clean();
  });

  it('replays the amount that it moved', async () => {
    const send = () => the.ledger.transfer(upTo(60), 'once');
    const first = await send().expect(201);
    await the.ledger.transfer({ from: '@world', to: 'ann', amount: 10 }).expect(201);
    expect((await send().expect(201)).text).toBe(first.text);
    expect(first.body.amount).toBe(50);
  });

  it('may be pending, and is posted as it was held', async () => {
    const pending = { pending: { ttlSeconds: 60 } };
    const { body } = await the.ledger.transfer(upTo(60, { id: 'p', ...pending })).expect(201);
    expect(body).toMatchObject({ state: 'pending', amount: 50, postedAmount: 0 });
    await the.ledger.transfer({ from: '@world', to: 'ann', amount: 10 }).expect(201);
    expect((await the.ledger.end('p', 'post').expect(200)).body).toMatchObject({ postedAmount: 50 });
  });

  it('is refused by a limit, which does not lower it; what is available does, first', async () => {
    await the.ledger.put('ann', { overdraft: 20, limits: { perTransfer: 49 } }).expect(200);
    const { body } = await the.ledger.transfer(upTo(100)).expect(409);
    expect(body).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 49, requested: 50 });
    await the.ledger.put('ann', { overdraft: 20, limits: { daily: 50 } }).expect(200);
    expect((await the.ledger.transfer(upTo(100)).expect(201)).body.limit).toMatchObject({ used: 50 });
  });

  it('takes all of it from @world', async () => {
    const { body } = await the.ledger
      .transfer({ from: '@world', to: 'bob', amount: { upTo: 7 } })
      .expect(201);
    expect(body.amount).toBe(7);
  });

  it('sees in a batch, and in a group, what the transfers before it left', async () => {
    const transfers = [{ from: 'ann', to: 'bob', amount: 45 }, upTo(9), upTo(9)];
    const { results } = (await the.ledger.batch('independent', transfers).expect(200)).body;
    expect(
      results.map(({ status, body }: { status: number; body: { amount: number } }) => [status, body.amount]),
    ).toEqual([
      [201, 45],
      [201, 5],
      [409, undefined],
    ]);
    await the.ledger.transfer({ from: '@world', to: 'ann', amount: 10 }).expect(201);
    const legs = [upTo(4), upTo(99)].map((leg) => ({ ...leg, pending: { ttlSeconds: 60 } }));
    await the.ledger.group('g', legs).expect(200);
    expect((await the.ledger.groupOf('g')).transfers).toMatchObject([{ amount: 4 }, { amount: 6 }]);
    await the.ledger.clean();
  });

  it.each([0, -1, 1.5, '5', null, 9007199254740992])('refuses {upTo: %j}', async (n) => {
    const { body } = await the.ledger.transfer(upTo(n)).expect(400);
    expect(body.errors[0].pointer).toMatch(/^\/amount/);
  });

  it('refuses other members beside it, and none', async () => {
    for (const amount of [{}, { upTo: 1, least: 1 }, [1], null, '1'])
      expect(
        (await the.ledger.transfer({ from: 'ann', to: 'bob', amount }).expect(400)).body.errors[0].pointer,
      ).toBe('/amount');
  });
});
