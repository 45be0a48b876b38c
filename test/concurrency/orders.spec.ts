import { crowd } from '../support/crowd';
import { StoreCalls } from '../support/house';
import { sleep } from '../support/time';
import { useStore } from '../support/use-house';

const the = useStore({ SWEEP_INTERVAL_MS: 100 });
beforeEach(async () => {
  for (const [sku, unitPrice] of [
    ['TEE', 1999],
    ['MUG', 850],
  ] as const) {
    await the.store.receive(sku, 100);
    await the.store.price(sku, unitPrice);
  }
});

interface Answer {
  status: number;
  code?: string;
  text: string;
  replayed: boolean;
}

const answerOf = async (request: ReturnType<StoreCalls['post']>): Promise<Answer> => {
  const { status, body, text, headers } = await request;
  return { status, code: body.code, text, replayed: headers['idempotent-replayed'] === 'true' };
};
const count = (answers: Answer[], what: number | string): number =>
  answers.filter(({ status, code }) => status === what || code === what).length;
const orders = async (): Promise<unknown[]> =>
  (await the.store.get('/orders?limit=200').expect(200)).body.items;

/** Movements and reservations add up to the stock, entries to the balances, balances to zero. */
async function clean(): Promise<void> {
  expect((await the.store.post('/inventory/audits').expect(200)).body).toMatchObject({
    drift: [],
    unsettled: [],
  });
  expect((await the.store.get('/ledger/audit').expect(200)).body.balanced).toBe(true);
}

it('places exactly 100 of 400 orders for two SKUs with 100 units each, half of them in the other line order', async () => {
  const lines = ['TEE', 'MUG'].map((sku) => ({ sku, quantity: 1 }));
  const answers = await crowd(400, (i) =>
    answerOf(the.store.post('/orders', { customerId: `c${i}`, lines: i % 2 ? lines : [...lines].reverse() })),
  );
  expect([count(answers, 201), count(answers, 'INSUFFICIENT_STOCK')]).toEqual([100, 300]);
  for (const sku of ['TEE', 'MUG']) {
    expect(await the.store.stock(sku)).toEqual({ sku, onHand: 0, reserved: 0, available: 0, sold: 100 });
  }
  expect(await orders()).toHaveLength(100);
  await clean();
});

describe('16 checkouts of one cart at once', () => {
  const payment = { from: 'ann', to: 'shop' };

  beforeEach(async () => {
    await the.store.fund('ann', 1_000_000);
    await the.store.fund('shop', 0);
    await the.store.post('/carts/c/lines', { sku: 'TEE', quantity: 2 }).expect(200);
  });
  afterEach(async () => {
    expect(await orders()).toHaveLength(1);
    expect([await the.store.balance('ann'), await the.store.balance('shop')]).toEqual([996_002, 3_998]);
    expect((await the.store.get('/ledger/accounts/shop/entries')).body.items).toHaveLength(1);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 98, sold: 2 });
    await clean();
  });

  it('under one key are one order and one payment, told 16 times', async () => {
    const answers = await crowd(16, () =>
      answerOf(the.store.post('/carts/c/checkout', { customerId: 'ann', payment }, 'one-key')),
    );
    expect(count(answers, 201)).toBe(16);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });

  it('under 16 keys are one order and fifteen times CART_EMPTY', async () => {
    const answers = await crowd(16, () =>
      answerOf(the.store.post('/carts/c/checkout', { customerId: 'ann', payment })),
    );
    expect([count(answers, 201), count(answers, 'CART_EMPTY')]).toEqual([1, 15]);
  });
});

it('ends each of 100 orders once when cancel races with fulfil', async () => {
  await the.store.fund('ann', 1_000_000);
  await the.store.fund('shop', 0);
  const payment = { from: 'ann', to: 'shop' };
  const lines = [{ sku: 'TEE', quantity: 1 }];
  await crowd(100, (i) =>
    the.store.post('/orders', { customerId: 'ann', lines, id: `o${i}`, payment }).expect(201),
  );
  const answers = await crowd(400, (i) =>
    answerOf(the.store.post(`/orders/o${i % 100}/${(i + Math.floor(i / 100)) % 2 ? 'cancel' : 'fulfil'}`)),
  );
  expect([count(answers, 200), count(answers, 'INVALID_STATE')]).toEqual([100, 300]);
  const states = ((await orders()) as { state: string }[]).map(({ state }) => state);
  const kept = states.filter((state) => state === 'fulfilled').length;
  expect(states.filter((state) => state === 'cancelled')).toHaveLength(100 - kept);
  expect(await the.store.stock('TEE')).toMatchObject({
    onHand: 100 - kept,
    available: 100 - kept,
    sold: kept,
  });
  expect(await the.store.balance('shop')).toBe(kept * 1999);
  await clean();
});

it('takes each customer’s money once where many carts are checked out for what is left of one account', async () => {
  await the.store.fund('ann', 10 * 850);
  await the.store.fund('shop', 0);
  await crowd(40, (i) => the.store.post(`/carts/c${i}/lines`, { sku: 'MUG', quantity: 1 }).expect(200));
  const payment = { from: 'ann', to: 'shop' };
  const answers = await crowd(40, (i) =>
    answerOf(the.store.post(`/carts/c${i}/checkout`, { customerId: 'ann', payment })),
  );
  expect([count(answers, 201), count(answers, 'INSUFFICIENT_FUNDS')]).toEqual([10, 30]);
  expect([await the.store.balance('ann'), await the.store.balance('shop')]).toEqual([0, 8_500]);
  expect(await the.store.stock('MUG')).toMatchObject({ onHand: 90, sold: 10 });
  await clean();
});

it('sells each of 50 reservations once when orders race with commit, cancel and expiry', async () => {
  const lines = [{ sku: 'TEE', quantity: 2 }];
  await crowd(50, (i) =>
    the.store.post('/inventory/reservations', { lines, ttlSeconds: 1 + (i % 2), id: `h${i}` }).expect(201),
  );
  const body = (i: number) => ({ customerId: 'ann', reservationId: `h${i}` });
  const race = () =>
    crowd(100, (i) => {
      const n = i % 50;
      const path = `/inventory/reservations/h${n}/${i % 3 ? 'commit' : 'cancel'}`;
      return answerOf(
        (i + Math.floor(i / 50)) % 2 ? the.store.post('/orders', body(n)) : the.store.post(path),
      );
    });
  const early = await race();
  await sleep(900);
  const answers = [...early, ...(await race())];
  const ordered = count(answers, 201);
  expect(await orders()).toHaveLength(ordered);
  expect(count(answers, 200) + ordered).toBeLessThanOrEqual(50);
  expect(count(answers, 500)).toBe(0);
  await clean();
});
