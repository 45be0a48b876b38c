import { Response, Test } from 'supertest';
import { useStore } from '../support/use-house';

const the = useStore({ SWEEP_INTERVAL_MS: 3_600_000 });

const MAX = 9_007_199_254_740_991;
const big = (quantity: number) => ({ sku: 'BIG', quantity });

/** Everything sold that ever can be, and a unit more. */
async function sellOut(): Promise<void> {
  await deduct(MAX).expect(201);
  await the.store.receive('BIG', 1);
}
const deduct = (quantity: number, id = 'd'): Test =>
  the.store.post('/inventory/items/BIG/deductions', { quantity, id });
const adjust = (change: object): Test =>
  the.store.post('/inventory/items/BIG/adjustments', { ...change, reason: 'received' });
const reserve = (...quantities: number[]): Test =>
  the.store.post('/inventory/reservations', { lines: quantities.map(big), ttlSeconds: 60, id: 'h' });
const order = (lines: object[]): Test => the.store.post('/orders', { customerId: 'ann', lines, id: 'o' });
const add = (quantity: number, cart = 'c'): Test => the.store.post(`/carts/${cart}/lines`, big(quantity));

beforeEach(async () => {
  await the.store.receive('BIG', MAX);
  await the.store.receive('TEE', 1);
  await the.store.price('BIG', 1);
  await the.store.price('TEE', 1);
});

/** Brings the store to where the call would pass the cap, and makes the call. */
const calls: [string, { of: string; field: string }, () => Promise<Response>][] = [
  ['an adjustment', { of: 'BIG', field: 'onHand' }, async () => adjust({ delta: 1 })],
  [
    'a deduction',
    { of: 'BIG', field: 'sold' },
    async () => {
      await sellOut();
      return deduct(1, 'd2');
    },
  ],
  [
    'the reversal of a deduction',
    { of: 'BIG', field: 'onHand' },
    async () => {
      await deduct(1).expect(201);
      await the.store.receive('BIG', 1);
      return the.store.post('/inventory/items/BIG/deductions/d/reversal');
    },
  ],
  ['a reservation', { of: 'BIG', field: 'quantity' }, async () => reserve(MAX, 2)],
  [
    'a commit',
    { of: 'BIG', field: 'sold' },
    async () => {
      await sellOut();
      await reserve(1).expect(201);
      return the.store.post('/inventory/reservations/h/commit');
    },
  ],
  ['an order', { of: 'BIG', field: 'quantity' }, async () => order([big(MAX), big(2)])],
  [
    'the line of an order',
    { of: 'BIG', field: 'lineTotal' },
    async () => {
      await the.store.price('BIG', 2);
      return order([big(MAX)]);
    },
  ],
  [
    'the total of an order',
    { of: 'order', field: 'total' },
    async () => {
      await the.store.price('TEE', MAX);
      return order([big(1), { sku: 'TEE', quantity: 1 }]);
    },
  ],
  [
    'the units of an order',
    { of: 'order', field: 'units' },
    async () => order([big(MAX), { sku: 'TEE', quantity: 1 }]),
  ],
  [
    'the cancellation of an order',
    { of: 'BIG', field: 'onHand' },
    async () => {
      await order([big(1)]).expect(201);
      await the.store.receive('BIG', 1);
      return the.store.post('/orders/o/cancel');
    },
  ],
  [
    'a line of a cart',
    { of: 'BIG', field: 'quantity' },
    async () => {
      await add(MAX).expect(200);
      return add(2);
    },
  ],
  [
    'a merge of carts',
    { of: 'BIG', field: 'quantity' },
    async () => {
      await add(MAX).expect(200);
      await add(2, 'guest').expect(200);
      return the.store.post('/carts/c/merge', { from: 'guest', strategy: 'sum' });
    },
  ],
  [
    'a transfer',
    { of: 'rich', field: 'balance' },
    async () => {
      await the.store.fund('rich', MAX - 1);
      await the.store.fund('ann', 1);
      await the.store.put('/ledger/accounts/rich', { overdraft: 1 }).expect(200);
      return the.store.post('/ledger/transfers', { from: 'ann', to: 'rich', amount: 1 });
    },
  ],
  [
    'an overdraft',
    { of: 'rich', field: 'available' },
    async () => {
      await the.store.fund('rich', MAX);
      return the.store.put('/ledger/accounts/rich', { overdraft: 1 });
    },
  ],
];

it.each(calls)('%s past 2^53 − 1 is refused with what of which it would be', async (_title, of, call) => {
  const { status, body } = await call();
  const { type, title, instance, requestId, detail, ...rest } = body;
  expect([status, rest]).toEqual([409, { status: 409, code: 'CAP_EXCEEDED', ...of }]);
  expect([type, title, instance, requestId]).not.toContain(undefined);
  expect(detail).toBe(
    `${of.field} of ${of.of === 'order' ? 'the order' : of.of} would pass 9007199254740991.`,
  );
});

it('a batch says it of each item alike', async () => {
  const items = [{ sku: 'BIG', delta: 1, reason: 'received' }];
  const { results } = (await the.store.post('/inventory/adjustments/batch', { items }).expect(200)).body;
  expect(results[0]).toMatchObject({ status: 409, body: { of: 'BIG', field: 'onHand' } });
  expect(results[0].body).not.toHaveProperty('sku');
  await sellOut();
  const sales = { items: [big(1)] };
  const sold = (await the.store.post('/inventory/deductions/batch', sales).expect(200)).body.results;
  expect(sold[0]).toMatchObject({ status: 409, body: { of: 'BIG', field: 'sold' } });
});

it('no refusal tells a rounded number', async () => {
  const { text } = await reserve(MAX, 2);
  expect(text).not.toMatch(/900719925474099[2-9]/);
  await deduct(1).expect(201);
  const { body } = await reserve(MAX).expect(409);
  expect(body.shortages).toEqual([{ sku: 'BIG', requested: MAX, available: MAX - 1 }]);
});
