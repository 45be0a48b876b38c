import { randomUUID } from 'node:crypto';
import { lapseTransfer } from '../../support/lapse';
import { withoutChange } from '../../support/snapshot';
import { useLedger } from './use-ledger';

const the = useLedger();
beforeEach(async () => {
  await the.ledger.open('alice', 100, { limits: { daily: 100 } });
  for (const id of ['bob', 'carol']) await the.ledger.open(id);
});

const unchanged = <T>(work: () => PromiseLike<T>): Promise<T> =>
  withoutChange(the.house.redis.client, async () => await work());

const held = (ttlSeconds = 60) => [
  { id: 't1', from: 'alice', to: 'bob', amount: 60, pending: { ttlSeconds } },
  { id: 't2', from: 'alice', to: 'carol', amount: 30, pending: { ttlSeconds: 600 } },
];
const states = async (): Promise<string[]> => {
  const { state, transfers } = await the.ledger.groupOf('g');
  return [state, ...transfers.map((each) => each.state)];
};

describe('POST /ledger/transfers/batch with a group', () => {
  it('makes transfers that share the earliest deadline', async () => {
    const { body } = await the.ledger.group('g', held()).expect(200);
    expect(body).toMatchObject({ group: 'g', results: [{ status: 201 }, { status: 201 }] });
    const [first, second] = body.results.map(({ body }: { body: { expiresAt: string } }) => body.expiresAt);
    expect(first).toBe(second);
    expect(await the.ledger.groupOf('g')).toMatchObject({
      id: 'g',
      state: 'pending',
      expiresAt: first,
      transfers: [
        { id: 't1', state: 'pending', expiresAt: first },
        { id: 't2', state: 'pending', expiresAt: first },
      ],
    });
    await the.ledger.clean();
  });

  it('may have transfers that are posted at once', async () => {
    const posted = { from: 'alice', to: 'bob', amount: 5 };
    await the.ledger.group('g', [posted, held()[1]!]).expect(200);
    expect(await states()).toEqual(['pending', 'posted', 'pending']);
    await the.ledger.endGroup('g', 'void').expect(200);
    expect(await states()).toEqual(['voided', 'posted', 'voided']);
  });

  it('makes none where one is refused, and names its index', async () => {
    const tooMuch = { from: 'alice', to: 'bob', amount: 11, pending: { ttlSeconds: 60 } };
    const { body } = await unchanged(() => the.ledger.group('g', [...held(), tooMuch]).expect(409));
    expect(body).toMatchObject({ code: 'LIMIT_EXCEEDED', index: 2 });
  });

  it('takes an id once, also one of digits, and replays under its key', async () => {
    const key = randomUUID();
    const first = await the.ledger.group('7', held(), key).expect(200);
    expect((await the.ledger.group('7', held(), key).expect(200)).text).toBe(first.text);
    const again = [{ from: 'alice', to: 'bob', amount: 1 }];
    const { body } = await unchanged(() => the.ledger.group('7', again).expect(409));
    expect(body).toMatchObject({ code: 'GROUP_ALREADY_EXISTS', id: '7' });
    expect(body).not.toHaveProperty('index');
  });

  it('is only for an atomic batch', async () => {
    const transfers = [{ from: 'alice', to: 'bob', amount: 1 }];
    const { body } = await the.store
      .post('/ledger/transfers/batch', { mode: 'independent', group: 'g', transfers })
      .expect(400);
    expect(body.errors[0].pointer).toBe('/group');
  });
});

describe('a transfer of a group', () => {
  it.each(['post', 'void', 'reverse'])('is refused %s alone with GROUPED', async (verb) => {
    await the.ledger.group('g', held()).expect(200);
    const { body } = await unchanged(() => the.ledger.end('t1', verb, {}).expect(409));
    expect(body).toMatchObject({ code: 'GROUPED', id: 't1', group: 'g' });
  });

  it('is refused reverse alone after it was posted, too', async () => {
    await the.ledger.group('g', held()).expect(200);
    await the.ledger.endGroup('g', 'post').expect(200);
    expect((await the.ledger.end('t1', 'reverse', {}).expect(409)).body.code).toBe('GROUPED');
  });
});

describe('POST /ledger/groups/{id}', () => {
  beforeEach(() => the.ledger.group('g', held()).expect(200));

  it('post moves all', async () => {
    const { body } = await the.ledger.endGroup('g', 'post').expect(200);
    expect(body).toMatchObject({ state: 'posted', transfers: [{ postedAmount: 60 }, { postedAmount: 30 }] });
    expect(await the.ledger.account('alice')).toMatchObject({ balance: 10, held: 0, usedToday: 90 });
    expect([await the.ledger.balance('bob'), await the.ledger.balance('carol')]).toEqual([60, 30]);
    await the.ledger.clean();
  });

  it('post moves none where one cannot be posted', async () => {
    await the.ledger.change('carol', 'freeze').expect(200);
    const { body } = await unchanged(() => the.ledger.endGroup('g', 'post').expect(409));
    expect(body).toMatchObject({ code: 'INVALID_STATE', id: 'carol' });
  });

  it('void releases all, and gives the limit back', async () => {
    expect((await the.ledger.endGroup('g', 'void').expect(200)).body.state).toBe('voided');
    expect(await the.ledger.account('alice')).toMatchObject({ balance: 100, held: 0, usedToday: 0 });
    expect(await the.ledger.account('bob')).toMatchObject({ incoming: 0 });
    await the.ledger.clean();
  });

  it('reverse takes all back, once', async () => {
    await the.ledger.endGroup('g', 'post').expect(200);
    const { body } = await the.ledger.endGroup('g', 'reverse', { reference: 'sorry' }).expect(201);
    expect(body).toMatchObject({
      state: 'reversed',
      transfers: [{ reversedAmount: 60 }, { reversedAmount: 30 }],
      reversals: [
        { from: 'carol', to: 'alice', amount: 30, reverses: 't2', reference: 'sorry' },
        { from: 'bob', to: 'alice', amount: 60, reverses: 't1' },
      ],
    });
    expect(await the.ledger.account('alice')).toMatchObject({ balance: 100, usedToday: 0 });
    const again = await the.ledger.endGroup('g', 'reverse', {}).expect(409);
    expect(again.body).toMatchObject({ code: 'INVALID_STATE', state: 'reversed' });
    expect(await the.ledger.balance('alice')).toBe(100);
    await the.ledger.clean();
  });

  it('reverse takes none back where one payee has spent it', async () => {
    await the.ledger.endGroup('g', 'post').expect(200);
    await the.ledger.transfer({ from: 'bob', to: '@world', amount: 1 }).expect(201);
    const { body } = await unchanged(() => the.ledger.endGroup('g', 'reverse', {}).expect(409));
    expect(body).toMatchObject({ code: 'INSUFFICIENT_FUNDS', account: 'bob' });
  });

  it.each([
    ['post', 'posted'],
    ['void', 'voided'],
  ])('is refused once it is over: %s', async (verb, state) => {
    await the.ledger.endGroup('g', verb).expect(200);
    for (const other of ['post', 'void']) {
      const { body } = await unchanged(() => the.ledger.endGroup('g', other).expect(409));
      expect(body).toMatchObject({ code: 'INVALID_STATE', id: 'g', state });
    }
  });

  it('reverse waits until nothing is pending', async () => {
    const { body } = await unchanged(() => the.ledger.endGroup('g', 'reverse', {}).expect(409));
    expect(body).toMatchObject({ code: 'INVALID_STATE', state: 'pending' });
  });

  it('knows no other group', async () => {
    for (const verb of ['post', 'void', 'reverse']) {
      expect((await the.ledger.endGroup('none', verb).expect(404)).body.code).toBe('GROUP_NOT_FOUND');
    }
    await the.store.get('/ledger/groups/none').expect(404);
  });

  it('ends all at their deadline', async () => {
    for (const id of ['t1', 't2']) await lapseTransfer(the.house.redis.client, the.store.name, id);
    expect(await states()).toEqual(['expired', 'expired', 'expired']);
    expect((await the.ledger.endGroup('g', 'post').expect(409)).body.state).toBe('expired');
    expect(await the.ledger.account('alice')).toMatchObject({ held: 0, usedToday: 0, balance: 100 });
    await the.ledger.clean();
  });
});
