import { eventually } from '../../support/eventually';
import { useStore } from '../../support/use-house';

const the = useStore({ SWEEP_INTERVAL_MS: 200 });

const ITEM = '/inventory/items/TEE';
const lines = (quantity: number): object[] => [{ sku: 'TEE', quantity }];
const send = (path: string, body?: object) => the.store.post(path, body).expect(({ status }) => status < 300);
const hold = (id: string, quantity: number, ttlSeconds = 600) =>
  send('/inventory/reservations', { id, lines: lines(quantity), ttlSeconds });
const order = (quantity: number, more: object = {}) =>
  send('/orders', { id: 'o', customerId: 'ann', priced: false, lines: lines(quantity), ...more });
const wait = (id: string, quantity: number, more: object = {}) =>
  send('/inventory/waits', {
    ...{ id, sku: 'TEE', quantity, ownerId: id, holdSeconds: 600, waitSeconds: 600, ...more },
  });
const cart = (quantity: number) => send('/carts/c/lines', { sku: 'TEE', quantity });

async function heldCart(quantity: number): Promise<void> {
  await cart(quantity);
  await send('/carts/c/hold', { ttlSeconds: 600 });
}

async function authorised(quantity: number, ttlSeconds = 1): Promise<void> {
  await the.store.price('TEE', 100);
  await the.store.fund('ann', 1_000);
  const payment = { from: 'ann', legs: [{ to: '@world', rest: true }], authorise: { ttlSeconds } };
  await order(quantity, { priced: true, payment });
}

type Step = () => PromiseLike<unknown>;

/** What takes five units, and what gives two of them back. */
const WAYS: [name: string, take: Step, giveBack: Step][] = [
  ['a cancelled reservation', () => hold('h', 2), () => send('/inventory/reservations/h/cancel')],
  ['a part of one', () => hold('h', 5), () => send('/inventory/reservations/h/cancel', { lines: lines(2) })],
  [
    'the rest of a commit',
    () => hold('h', 3),
    () => send('/inventory/reservations/h/commit', { lines: lines(1) }),
  ],
  [
    'fewer lines of one',
    () => hold('h', 5),
    () => the.store.put('/inventory/reservations/h/lines', { lines: lines(3) }).expect(200),
  ],
  ['a reservation that the sweeper ends', () => hold('h', 2, 1), async () => undefined],
  [
    'a reversal',
    () => send(`${ITEM}/deductions`, { id: 'd', quantity: 2 }),
    () => send(`${ITEM}/deductions/d/reversal`),
  ],
  [
    'a part of a reversal',
    () => send(`${ITEM}/deductions`, { id: 'd', quantity: 5 }),
    () => send(`${ITEM}/deductions/d/reversal`, { quantity: 2 }),
  ],
  ['a delivery', () => hold('h', 5), () => send(`${ITEM}/adjustments`, { delta: 2, reason: 'received' })],
  [
    'a count that ends reservations',
    async () => {
      await hold('h', 3);
      await hold('i', 2);
    },
    () => send(`${ITEM}/adjustments`, { setTo: 4, reason: 'correction', evict: 'oldest' }),
  ],
  [
    'a lower safety stock',
    async () => {
      await hold('h', 3);
      await the.store.put(`${ITEM}/policy`, { safetyStock: 2 }).expect(200);
    },
    () => the.store.put(`${ITEM}/policy`, { safetyStock: 0 }).expect(200),
  ],
  ['a cancelled order', () => order(2), () => send('/orders/o/cancel')],
  ['a part of an order', () => order(5), () => send('/orders/o/cancellations', { lines: lines(2) })],
  [
    'a return',
    async () => {
      await order(2);
      await send('/orders/o/fulfil');
    },
    () => send('/orders/o/returns', { lines: lines(2) }),
  ],
  ['an authorised order that is over', () => authorised(2), async () => undefined],
  ['a cancelled authorised order', () => authorised(2), () => send('/orders/o/cancel')],
  ['a held cart that is cleared', () => heldCart(2), () => the.store.delete('/carts/c').expect(200)],
  [
    'a line of a held cart',
    () => heldCart(5),
    () => the.store.put('/carts/c/lines/TEE', { quantity: 3 }).expect(200),
  ],
  [
    'a held cart that is merged away',
    async () => {
      await heldCart(2);
      await send('/carts/other/lines', { sku: 'TEE', quantity: 1 });
      await send('/carts/other/hold', { ttlSeconds: 600 });
    },
    () => send('/carts/other/merge', { from: 'c', strategy: 'keep' }),
  ],
  [
    'the first in line, who gives up',
    async () => {
      await hold('h', 3);
      await wait('first', 3);
    },
    () => send('/inventory/waits/first/cancel'),
  ],
  [
    'the first in line, whose time is up',
    async () => {
      await hold('h', 3);
      await wait('first', 3, { waitSeconds: 1 });
    },
    async () => undefined,
  ],
];

beforeEach(async () => {
  await the.store.receive('TEE', 5);
});

describe('who waits gets the units of', () => {
  it.each(WAYS)('%s', async (name, take, giveBack) => {
    await take();
    const { available } = await the.store.stock('TEE');
    if (!/first in line|safety/.test(name) && available > 0) await hold('rest', available);
    await wait('w', 2);
    await wait('behind', 9);
    await giveBack();
    const found = await eventually(async () => {
      const { body } = await the.store.get('/inventory/waits/w').expect(200);
      expect(body.state).toBe('promoted');
      return body;
    });
    const { body: made } = await the.store.get(`/inventory/reservations/${found.reservationId}`).expect(200);
    expect(made).toMatchObject({ state: 'active', ownerId: 'w', waitId: 'w', lines: lines(2) });
    expect((await the.store.get('/inventory/waits/behind').expect(200)).body.position).toBe(1);
    const { body: audit } = await the.store.post('/inventory/audits', {}).expect(200);
    expect(audit.drift).toEqual([]);
  });
});

describe('who waits gets nothing', () => {
  it('of units that a call gives back and takes again', async () => {
    await authorised(2, 600);
    await hold('rest', 3);
    await wait('w', 1);
    await send('/orders/o/capture');
    await send(`${ITEM}/adjustments`, { setTo: 0, reason: 'correction', evict: 'newest' });
    expect((await the.store.get('/inventory/waits/w').expect(200)).body.state).toBe('waiting');
  });

  it('of a cart that is held anew', async () => {
    await heldCart(5);
    await wait('w', 1);
    await send('/carts/c/hold', { ttlSeconds: 600 });
    expect((await the.store.get('/inventory/waits/w').expect(200)).body.state).toBe('waiting');
  });
});
