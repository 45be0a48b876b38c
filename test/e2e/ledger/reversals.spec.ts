import { useLedger } from './use-ledger';

const the = useLedger();
beforeEach(async () => {
  await the.ledger.open('alice', 1000, { limits: { daily: 500 } });
  await the.ledger.open('bob');
  await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 400, id: 't' }).expect(201);
});

describe('POST /ledger/transfers/{id}/reverse', () => {
  it('takes all of it back by a transfer of its own, linked to the first', async () => {
    const { body } = await the.ledger.end('t', 'reverse', { id: 'r', reference: 'refund 1' }).expect(201);
    expect(body).toMatchObject({
      id: 'r',
      state: 'posted',
      from: 'bob',
      to: 'alice',
      amount: 400,
      reverses: 't',
      reference: 'refund 1',
      balances: { from: 0, to: 1000 },
    });
    expect((await the.store.get('/ledger/transfers/t')).body).toMatchObject({
      state: 'posted',
      reversedAmount: 400,
    });
    const { items } = (await the.store.get('/journal')).body;
    expect(items.at(-1)).toMatchObject({
      type: 'transfer.reversed',
      data: { id: 'r', reverses: 't', amount: 400 },
    });
    await the.ledger.clean();
  });

  it('takes it back in parts, never more than moved', async () => {
    await the.ledger.end('t', 'reverse', { amount: 150 }).expect(201);
    await the.ledger.end('t', 'reverse', { amount: 200 }).expect(201);
    const { body } = await the.ledger.end('t', 'reverse', { amount: 51 }).expect(409);
    expect(body).toMatchObject({ code: 'AMOUNT_EXCEEDED', id: 't', requested: 51, left: 50 });
    expect((await the.ledger.end('t', 'reverse').expect(201)).body.amount).toBe(50);
    const over = await the.ledger.end('t', 'reverse').expect(409);
    expect(over.body).toMatchObject({ code: 'INVALID_STATE', id: 't', state: 'reversed' });
    expect(await the.ledger.balance('alice')).toBe(1000);
  });

  it('of a part that was posted reverses that part', async () => {
    await the.ledger
      .transfer({ from: 'alice', to: 'bob', amount: 100, id: 'p', pending: { ttlSeconds: 60 } })
      .expect(201);
    expect((await the.ledger.end('p', 'reverse').expect(409)).body).toMatchObject({ state: 'pending' });
    await the.ledger.end('p', 'post', { amount: 30 }).expect(200);
    expect((await the.ledger.end('p', 'reverse', { amount: 31 }).expect(409)).body.left).toBe(30);
    expect((await the.ledger.end('p', 'reverse').expect(201)).body.amount).toBe(30);
  });

  it('needs the funds to be there still', async () => {
    await the.ledger.transfer({ from: 'bob', to: '@world', amount: 100 }).expect(201);
    const { body } = await the.ledger.end('t', 'reverse').expect(409);
    expect(body).toMatchObject({
      code: 'INSUFFICIENT_FUNDS',
      account: 'bob',
      available: 300,
      requested: 400,
    });
    await the.ledger.end('t', 'reverse', { amount: 300 }).expect(201);
  });

  it('is bound by no limit', async () => {
    await the.ledger.put('bob', { limits: { perTransfer: 1, daily: 1 } }).expect(200);
    await the.ledger.end('t', 'reverse').expect(201);
    expect(await the.ledger.account('bob')).toMatchObject({ usedToday: 0 });
  });

  it('gives the limit of the day back what it takes back, so that it may go out again', async () => {
    const again = (amount: number) => the.ledger.transfer({ from: 'alice', to: 'bob', amount });
    expect((await again(101).expect(409)).body).toMatchObject({ code: 'LIMIT_EXCEEDED', used: 400 });
    await the.ledger.end('t', 'reverse', { amount: 150 }).expect(201);
    expect(await the.ledger.account('alice')).toMatchObject({ usedToday: 250 });
    expect((await again(251).expect(409)).body).toMatchObject({ code: 'LIMIT_EXCEEDED', used: 250 });
    await the.ledger.end('t', 'reverse').expect(201);
    expect(await the.ledger.account('alice')).toMatchObject({ usedToday: 0 });
    expect((await again(500).expect(201)).body.limit).toMatchObject({ used: 500, remaining: 0 });
  });

  it('of a part that was posted gives back that part', async () => {
    await the.ledger
      .transfer({ from: 'alice', to: 'bob', amount: 100, id: 'p', pending: { ttlSeconds: 60 } })
      .expect(201);
    await the.ledger.end('p', 'post', { amount: 30 }).expect(200);
    expect(await the.ledger.account('alice')).toMatchObject({ usedToday: 430 });
    await the.ledger.end('p', 'reverse', { amount: 20 }).expect(201);
    expect(await the.ledger.account('alice')).toMatchObject({ usedToday: 410 });
  });

  it('takes money back into @world, and out of it', async () => {
    await the.ledger.transfer({ from: '@world', to: 'bob', amount: 7, id: 'in' }).expect(201);
    await the.ledger.transfer({ from: 'bob', to: '@world', amount: 5, id: 'out' }).expect(201);
    await the.ledger.end('in', 'reverse').expect(201);
    await the.ledger.end('out', 'reverse').expect(201);
    expect(await the.ledger.balance('bob')).toBe(400);
    expect(await the.ledger.balance('@world')).toBe(-1000);
  });

  it('cannot itself be reversed, nor use an id twice', async () => {
    await the.ledger.end('t', 'reverse', { id: 'r', amount: 1 }).expect(201);
    expect((await the.ledger.end('r', 'reverse').expect(409)).body).toMatchObject({
      code: 'INVALID_STATE',
      state: 'reversal',
    });
    for (const id of ['r', 't']) {
      expect((await the.ledger.end('t', 'reverse', { id }).expect(409)).body.code).toBe(
        'TRANSFER_ALREADY_EXISTS',
      );
    }
    expect((await the.ledger.end('none', 'reverse').expect(404)).body.code).toBe('TRANSFER_NOT_FOUND');
    expect((await the.store.get('/ledger/transfers/t')).body.reversedAmount).toBe(1);
  });
});
