import { randomUUID } from 'node:crypto';
import { withoutChange } from '../../support/snapshot';
import { useLedger } from './use-ledger';

const the = useLedger();
beforeEach(async () => {
  await the.ledger.open('alice', 100);
  for (const id of ['bob', 'carol']) await the.ledger.open(id);
});

const unchanged = <T>(work: () => PromiseLike<T>): Promise<T> =>
  withoutChange(the.house.redis.client, async () => await work());

describe('POST /ledger/transfers/batch, atomic', () => {
  it('executes all in order; a later one uses what an earlier one brought', async () => {
    const { body } = await the.ledger
      .batch('atomic', [
        { from: 'alice', to: 'bob', amount: 100, id: 't1' },
        { from: 'bob', to: 'carol', amount: 60, reference: 'share' },
        { from: 'carol', to: 'alice', amount: 10, pending: { ttlSeconds: 60 } },
      ])
      .expect(200);
    expect(body.results).toMatchObject([
      { status: 201, body: { id: 't1', balances: { from: 0, to: 100 } } },
      { status: 201, body: { reference: 'share', balances: { from: 40, to: 60 } } },
      { status: 201, body: { state: 'pending', balances: { from: 60, to: 0 } } },
    ]);
    expect(await the.ledger.account('carol')).toMatchObject({ balance: 60, held: 10 });
    await the.ledger.clean();
  });

  it.each([
    ['INSUFFICIENT_FUNDS', 409, { from: 'bob', to: 'carol', amount: 101 }],
    ['ACCOUNT_NOT_FOUND', 404, { from: 'bob', to: 'ghost', amount: 1 }],
    ['SAME_ACCOUNT', 422, { from: 'bob', to: 'bob', amount: 1 }],
    ['TRANSFER_ALREADY_EXISTS', 409, { from: 'bob', to: 'carol', amount: 1, id: 't1' }],
  ])('executes none where one is refused with %s, and names its index', async (code, status, third) => {
    const transfers = [
      { from: 'alice', to: 'bob', amount: 100, id: 't1' },
      { from: 'bob', to: 'carol', amount: 1 },
      third,
    ];
    const { body } = await unchanged(() => the.ledger.batch('atomic', transfers).expect(status));
    expect(body).toMatchObject({ code, index: 2 });
  });

  it('is refused as a whole for what concerns the whole: no index', async () => {
    const key = randomUUID();
    await the.ledger.batch('atomic', [{ from: 'alice', to: 'bob', amount: 1 }], key).expect(200);
    const { body } = await the.ledger
      .batch('atomic', [{ from: 'alice', to: 'bob', amount: 2 }], key)
      .expect(422);
    expect(body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(body).not.toHaveProperty('index');
  });

  it('replays as one', async () => {
    const key = randomUUID();
    const transfers = [
      { from: 'alice', to: 'bob', amount: 10 },
      { from: 'alice', to: 'carol', amount: 10 },
    ];
    const first = await the.ledger.batch('atomic', transfers, key).expect(200);
    const second = await the.ledger.batch('atomic', transfers, key).expect(200);
    expect(second.text).toBe(first.text);
    expect(await the.ledger.balance('alice')).toBe(80);
  });
});

describe('POST /ledger/transfers/batch, independent', () => {
  it('decides each on its own, in order', async () => {
    const key = randomUUID();
    const transfers = [
      { from: 'alice', to: 'bob', amount: 90, id: 't1' },
      { from: 'alice', to: 'bob', amount: 11 },
      { from: 'alice', to: 'ghost', amount: 1 },
      { from: 'alice', to: 'bob', amount: 1, id: 't1' },
      { from: 'bob', to: 'carol', amount: 90 },
    ];
    const { body, text } = await the.ledger.batch('independent', transfers, key).expect(200);
    expect(body.results.map(({ status }: { status: number }) => status)).toEqual([201, 409, 404, 409, 201]);
    expect(body.results[1].body).toMatchObject({ code: 'INSUFFICIENT_FUNDS', available: 10, requested: 11 });
    expect(body.results[3].body).toMatchObject({ code: 'TRANSFER_ALREADY_EXISTS' });
    expect(await the.ledger.balance('carol')).toBe(90);
    expect((await the.ledger.batch('independent', transfers, key).expect(200)).text).toBe(text);
    await the.ledger.clean();
  });
});

describe('POST /ledger/transfers/batch', () => {
  it('takes 1 to 100, and points at what is malformed', async () => {
    const one = { from: 'alice', to: 'bob', amount: 1 };
    await the.ledger.batch('atomic', []).expect(400);
    await the.ledger.batch('atomic', Array(101).fill(one)).expect(400);
    await the.ledger.batch('both', [one]).expect(400);
    const { body } = await the.ledger.batch('independent', [one, { ...one, amount: 0.5 }]).expect(400);
    expect(body.errors[0].pointer).toBe('/transfers/1/amount');
    const large = { ...one, metadata: { text: 'x'.repeat(5000) } };
    const refused = await the.ledger.batch('independent', [one, large, one, large, large]).expect(400);
    expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/transfers/1/metadata',
      '/transfers/3/metadata',
      '/transfers/4/metadata',
    ]);
    expect((await the.ledger.batch('atomic', Array(100).fill(one)).expect(200)).body.results).toHaveLength(
      100,
    );
    expect(await the.ledger.balance('bob')).toBe(100);
  });
});
