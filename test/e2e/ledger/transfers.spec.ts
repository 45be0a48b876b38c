import { randomUUID } from 'node:crypto';
import { NOT_QUANTITIES } from '../../support/not-quantities';
import { days } from '../../support/script-cases/ledger';
import { ScriptStore } from '../../support/script-store';
import { withoutChange } from '../../support/snapshot';
import { useLedger } from './use-ledger';

const MAX = 9007199254740991;

const the = useLedger();
beforeEach(async () => {
  await the.ledger.open('alice', 1000);
  await the.ledger.open('bob');
});

const unchanged = <T>(work: () => PromiseLike<T>): Promise<T> =>
  withoutChange(the.house.redis.client, async () => await work());

describe('POST /ledger/transfers', () => {
  it('moves money and answers with both balances', async () => {
    const request = { from: 'alice', to: 'bob', amount: 300, id: 't1', reference: 'invoice 7 "ä"' };
    const { body } = await the.ledger.transfer(request).expect(201);
    expect(body).toEqual({
      ...request,
      state: 'posted',
      postedAmount: 300,
      reversedAmount: 0,
      asset: 'USD',
      balances: { from: 700, to: 300 },
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
      expiresAt: null,
    });
    expect(await the.ledger.account('alice')).toMatchObject({ balance: 700, available: 700, usedToday: 300 });
    expect(await the.ledger.account('bob')).toMatchObject({ balance: 300, available: 300, usedToday: 0 });
    expect((await the.store.get('/ledger/transfers/t1').expect(200)).body).toEqual(body);
    await the.ledger.clean();
  });

  it('keeps metadata as it is, and makes an id where none is given', async () => {
    const metadata = { list: [], none: null, big: MAX, text: 'a b\n"c"', nested: { deep: [1.5, {}] } };
    const { body } = await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 1, metadata }).expect(201);
    expect(body.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
    expect((await the.store.get(`/ledger/transfers/${body.id}`).expect(200)).body.metadata).toEqual(metadata);
  });

  it('brings money in from @world, and takes it out there, without counting a limit for it', async () => {
    const { body } = await the.ledger.transfer({ from: 'alice', to: '@world', amount: 400 }).expect(201);
    expect(body.balances).toEqual({ from: 600, to: -600 });
    expect(await the.ledger.account('@world')).toMatchObject({ balance: -600, usedToday: 0 });
  });

  it('refuses more than is available, with the numbers, and changes nothing', async () => {
    await the.ledger
      .transfer({ from: 'alice', to: 'bob', amount: 400, pending: { ttlSeconds: 60 } })
      .expect(201);
    const request = { from: 'alice', to: 'bob', amount: 601 };
    const { body } = await unchanged(() => the.ledger.transfer(request).expect(409));
    expect(body).toMatchObject({
      code: 'INSUFFICIENT_FUNDS',
      account: 'alice',
      available: 600,
      requested: 601,
    });
    await the.ledger.transfer({ ...request, amount: 600 }).expect(201);
    expect(await the.ledger.account('alice')).toMatchObject({ balance: 400, held: 400, available: 0 });
  });

  it('goes below zero as far as the overdraft, and not one further', async () => {
    await the.ledger.put('alice', { overdraft: 50 }).expect(200);
    await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 1050 }).expect(201);
    expect(await the.ledger.account('alice')).toMatchObject({ balance: -50, available: 0 });
    await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 1 }).expect(409);
    expect((await the.store.get('/ledger/audit')).body.assets).toEqual([
      { asset: 'USD', debits: 1050, credits: 1050, accounts: 3 },
    ]);
  });

  it('refuses accounts of different assets; @world is of the asset across', async () => {
    await the.ledger.open('erika', 100, { asset: 'EUR' });
    const { body } = await the.ledger.transfer({ from: 'alice', to: 'erika', amount: 1 }).expect(422);
    expect(body).toMatchObject({ code: 'ASSET_MISMATCH', assets: { from: 'USD', to: 'EUR' } });
    expect(
      (await the.ledger.transfer({ from: 'erika', to: '@world', amount: 30 }).expect(201)).body,
    ).toMatchObject({
      asset: 'EUR',
      balances: { from: 70, to: -70 },
    });
  });

  it('stays exact up to 2^53 − 1, and refuses what would pass it', async () => {
    await the.ledger.open('rich', MAX - 1000);
    await the.ledger.transfer({ from: 'alice', to: 'rich', amount: 1000 }).expect(201);
    expect(await the.ledger.balance('rich')).toBe(MAX);
    await the.ledger.transfer({ from: 'rich', to: 'bob', amount: 1 }).expect(201);
    expect(await the.ledger.balance('rich')).toBe(MAX - 1);
    const past = await unchanged(() =>
      the.ledger.transfer({ from: '@world', to: 'bob', amount: 1 }).expect(409),
    );
    expect(past.body).toMatchObject({ code: 'CAP_EXCEEDED', of: '@world' });
    expect((await the.store.get('/ledger/audit')).body.assets[0]).toMatchObject({
      debits: MAX,
      credits: MAX,
    });
    await the.ledger.clean();
  });

  it('counts money that is on its way to an account as if it were there, so that a post cannot pass the cap', async () => {
    await the.ledger.open('erika', 0, { asset: 'EUR', overdraft: 10 });
    await the.ledger
      .transfer({ from: '@world', to: 'erika', amount: MAX - 10, id: 'p', pending: { ttlSeconds: 60 } })
      .expect(201);
    const { body } = await the.ledger.transfer({ from: '@world', to: 'erika', amount: 1 }).expect(409);
    expect(body).toMatchObject({ code: 'CAP_EXCEEDED' });
    await the.ledger.end('p', 'post').expect(200);
    expect(await the.ledger.account('erika')).toMatchObject({ balance: MAX - 10, available: MAX });
  });

  it('journals the effect', async () => {
    await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 3, id: 't1' }, 'key-1').expect(201);
    const { items } = (await the.store.get('/journal').expect(200)).body;
    expect(items.at(-1)).toMatchObject({
      type: 'transfer.posted',
      operationId: 'key-1',
      data: { id: 't1', from: 'alice', to: 'bob', amount: 3, asset: 'USD', fromBalance: 997, toBalance: 3 },
    });
  });

  it('needs an idempotency key, a known store and a well-formed body', async () => {
    const { body } = await the.store
      .post('/ledger/transfers', { from: 'alice', to: 'bob', amount: 1 }, '')
      .expect(400);
    expect(body.code).toBe('IDEMPOTENCY_KEY_MISSING');
    for (const [pointer, request] of [
      ['/from', { to: 'bob', amount: 1 }],
      ['/to', { from: 'alice', to: '', amount: 1 }],
      ['/pending/ttlSeconds', { from: 'alice', to: 'bob', amount: 1, pending: {} }],
      ['/pending', { from: 'alice', to: 'bob', amount: 1, pending: [] }],
      ['/reference', { from: 'alice', to: 'bob', amount: 1, reference: 'a\nb' }],
    ] as const) {
      expect((await the.ledger.transfer(request).expect(400)).body.errors[0].pointer).toBe(pointer);
    }
  });
});

describe('GET /ledger/transfers/{id}', () => {
  it('shows the balances as the transfer left them, whatever came after', async () => {
    await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 10, id: 't1' }).expect(201);
    await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 10 }).expect(201);
    expect((await the.store.get('/ledger/transfers/t1').expect(200)).body.balances).toEqual({
      from: 990,
      to: 10,
    });
  });

  it('does not know an id that was never used', async () => {
    expect((await the.store.get('/ledger/transfers/none').expect(404)).body.code).toBe('TRANSFER_NOT_FOUND');
  });
});

describe('defect 41: money in doubles', () => {
  it.each([0.1, 1.5, 1e300, 2 ** 53, -1, 0])(
    '%d is refused as an amount, and nothing is written',
    async (amount) => {
      const { body } = await unchanged(() =>
        the.ledger.transfer({ from: 'alice', to: 'bob', amount }).expect(400),
      );
      expect(body.errors[0].pointer).toBe('/amount');
    },
  );

  it('an account drained cent by cent ends at exactly zero', async () => {
    await the.ledger.open('jar', 40);
    for (let i = 0; i < 40; i++) await the.ledger.transfer({ from: 'jar', to: 'bob', amount: 1 }).expect(201);
    await the.ledger.transfer({ from: 'jar', to: 'bob', amount: 1 }).expect(409);
    expect(await the.ledger.balance('jar')).toBe(0);
    expect(await the.ledger.balance('bob')).toBe(40);
  });
});

describe('defect 42: an amount that is no number', () => {
  it.each(NOT_QUANTITIES)('%j is refused by the script, and nothing is written', async (amount) => {
    const scripts = new ScriptStore(the.house.redis.client, the.store.name);
    const args = { days: days(), id: 't', from: 'alice', to: 'bob', amount, ttl_seconds: '', notes: '{}' };
    const reply = await unchanged(() => scripts.run('ledger/transfer', { args }));
    expect(reply).toEqual(['INVALID_ARGUMENT', 'amount']);
  });

  it.each(['nan', 'inf', '1e400', 'abc', '', '5', null, true, [], {}])(
    '%j is refused over HTTP',
    async (amount) => {
      await unchanged(() => the.ledger.transfer({ from: 'alice', to: 'bob', amount }).expect(400));
    },
  );
});

describe('an amount counts as it is written', () => {
  const send = (amount: string) =>
    the.store.post('/ledger/transfers', `{"from":"alice","to":"bob","amount":${amount}}`);

  it.each([
    ...['1.00000000000000000001', '0.99999999999999999999', '100.00000000000000001'],
    ...['4503599627370496.5', '9007199254740990.9', '1.5', '1e-400'],
  ])('%s is no whole number, whatever a double makes of it', async (amount) => {
    const { body } = await unchanged(() => send(amount).expect(400));
    expect(body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer: '/amount' }] });
  });

  it.each(['100.0', '1e2', '0.1E+3', '1000e-1'])('%s is a hundred', async (amount) => {
    expect((await send(amount).expect(201)).body.amount).toBe(100);
  });

  it('and once: given twice it is refused', async () => {
    const { body } = await unchanged(() => send('1,"amount":7').expect(400));
    expect(body.errors).toEqual([{ pointer: '/amount', detail: 'the name is given twice' }]);
  });
});

it.each(['timestamp', 'dayStart', 'day_start', 'at', 'createdAt', 'now'])(
  'defects 44, 48 and 51: no clock of the caller is taken; %s is refused, and no history is lost',
  async (field) => {
    for (const time of ['abc', Date.now() + 40 * 86_400_000]) {
      const request = { from: 'alice', to: 'bob', amount: 1, [field]: time };
      const { body } = await unchanged(() => the.ledger.transfer(request).expect(400));
      expect(body.errors[0].pointer).toBe(`/${field}`);
    }
    expect(await the.ledger.entries('alice')).toHaveLength(1);
  },
);

describe('defect 45: the same transfer twice', () => {
  const request = { from: 'alice', to: 'bob', amount: 10, id: 't1' };

  it('replays the first answer under the same key, byte for byte', async () => {
    const key = randomUUID();
    const first = await the.ledger.transfer(request, key).expect(201);
    const second = await the.ledger.transfer(request, key).expect(201);
    expect(second.text).toBe(first.text);
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect(await the.ledger.balance('bob')).toBe(10);
  });

  it('refuses the same key for another transfer', async () => {
    const key = randomUUID();
    await the.ledger.transfer(request, key).expect(201);
    const { body } = await the.ledger.transfer({ ...request, amount: 11 }, key).expect(422);
    expect(body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('refuses the same id under another key', async () => {
    await the.ledger.transfer(request).expect(201);
    const { body } = await unchanged(() => the.ledger.transfer(request).expect(409));
    expect(body).toMatchObject({ code: 'TRANSFER_ALREADY_EXISTS', id: 't1' });
    expect(await the.ledger.balance('bob')).toBe(10);
  });
});

it('defect 46: a transfer to oneself is refused and uses up no limit', async () => {
  await the.ledger.put('alice', { limits: { daily: 100 } }).expect(200);
  for (const id of ['alice', '@world']) {
    const request = { from: id, to: id, amount: 100 };
    const { body } = await unchanged(() => the.ledger.transfer(request).expect(422));
    expect(body).toMatchObject({ code: 'SAME_ACCOUNT', account: id });
  }
  expect(await the.ledger.account('alice')).toMatchObject({ balance: 1000, usedToday: 0 });
});

it('defect 47: an unknown account is neither created nor poor; every unknown one is named', async () => {
  for (const [from, to, accounts] of [
    ['alice', 'ghost', ['ghost']],
    ['ghost', 'alice', ['ghost']],
    ['ghost', '@world', ['ghost']],
    ['@world', 'ghost', ['ghost']],
    ['ghost', 'spook', ['ghost', 'spook']],
  ] as const) {
    const request = { from, to, amount: 1 };
    const { body } = await unchanged(() => the.ledger.transfer(request).expect(404));
    expect(body).toMatchObject({ code: 'ACCOUNT_NOT_FOUND', accounts });
  }
});

it('defect 50: the ledger is kept under keys of one slot that every script declares', async () => {
  await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 1, pending: { ttlSeconds: 60 } }).expect(201);
  const all = await the.house.redis.client.keys(`ch:{${the.store.name}}:*`);
  const kept = all.map((key) => key.split(':')[2]).filter((name) => name !== 'operation');
  expect(kept.sort()).toEqual([
    ...[
      'account_ids',
      'accounts',
      'entries',
      'journal',
      'ledger_totals',
      'store',
      'transfer_index',
      'transfers',
    ],
  ]);
});
