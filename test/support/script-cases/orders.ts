import type { ScriptCase } from '../script-cases';
import { Call, ScriptStore } from '../script-store';
import { after, FREES, FREES_VANISHED } from './after';
import { withCart, withHeldCart, withLapsedReservation, withVanishedReservation } from './carts';
import { lapseOrder } from '../lapse';
import { days, lapse, withAccounts, withLapsedTransfer } from './ledger';

const order = { id: 'order-1', customer: 'ann', metadata: '{"gift":true}', unpriced: 'no' };
const unpaid = {
  ...order,
  pay_from: '',
  pay_to: '',
  pay_legs: '',
  pay_ttl_seconds: '',
  adopts: '',
  transfer_id: 'p1',
  midnights: days(),
  expected_total: '',
};
const paid = { ...unpaid, pay_from: '@world', pay_to: 'bob' };
/** Legs of which two have one payee. */
const inLegs = { ...paid, pay_to: '', pay_legs: 'bob*a*500,ann*s*5000,bob*r*0' };
const held = { ...inLegs, pay_ttl_seconds: 600 };
const adopting = { ...unpaid, adopts: 't3' };
const charged = { charges: '[{"type":"shipping","amount":499}]', charges_text: '499*TEE' };
const dearer = { ...paid, ...charged, prices_text: 'TEE*7', expected_lines_text: 'TEE*7,MUG*500' };
const lines = ['TEE', 4, 'MUG', 1, 'TEE', 2];

/** A cart, and accounts to pay with. */
async function withMoney(store: ScriptStore): Promise<void> {
  await withCart(store);
  await withAccounts(store);
}

/** The same; a reservation and a pending transfer that are over have not been ended. */
async function withEverythingLapsed(store: ScriptStore): Promise<void> {
  await withLapsedReservation(store);
  await withLapsedTransfer(store);
}

async function withReservation(store: ScriptStore): Promise<void> {
  await withMoney(store);
  await store.reserve('reservation-2', { TEE: 2, MUG: 1 });
}

async function withOrder(store: ScriptStore): Promise<void> {
  await withMoney(store);
  await store.ok('orders/place-order', { args: paid, rest: lines });
}

async function withFulfilledOrder(store: ScriptStore): Promise<void> {
  await withOrder(store);
  await store.ok('orders/fulfil', { args: { ...fulfil.args, change_id: 'change-0' } });
}

async function withLapsedTransferAndOrder(store: ScriptStore): Promise<void> {
  await withCart(store);
  await withLapsedTransfer(store);
  await store.ok('orders/place-order', { args: unpaid, rest: lines });
}

function checkout(args: Record<string, string>): Call {
  const cart = { cart_id: 'cart-1', if_match: '', ttl_seconds: 600 };
  return { ids: { cart: 'cart-1' }, args: { ...args, ...cart, expected_total: 6 * 1999 + 500 } };
}

function onReservation(id: string, payment: typeof unpaid | typeof held = paid): Call {
  return { ids: { hold: id }, args: { ...payment, reservation: id, expected_owner: '' } };
}

/** A transfer of the total is pending, and another is over. */
async function withPendingTransfer(store: ScriptStore): Promise<void> {
  await withCart(store);
  await withLapsedTransfer(store);
  const pending = {
    id: 't3',
    from: '@world',
    to: 'bob',
    amount: 6 * 1999 + 500,
    ttl_seconds: 600,
    notes: '{}',
  };
  await store.ok('ledger/transfer', { args: { midnights: days(), ...pending } });
}

/** An authorised order, and a pending transfer that is over. */
async function withAuthorisedOrder(store: ScriptStore): Promise<void> {
  await withMoney(store);
  await store.ok('orders/place-order', { args: held, rest: lines });
  await store.ok('ledger/transfer', {
    args: { midnights: days(), id: 't2', from: 'ann', to: 'bob', amount: 100, ttl_seconds: 600, notes: '{}' },
  });
  await lapse(store);
}

/** An authorised order that is over, with its transfers, and a member of the index that points nowhere. */
async function withLapsedOrder(store: ScriptStore): Promise<void> {
  await withMoney(store);
  await store.ok('orders/place-order', { args: held, rest: lines });
  const past = await lapseOrder(store.redis, store.name, 'order-1');
  await store.redis.zadd(store.key('order_index'), 0, `d/${past}/none`);
}

const whole = { refund: 'full', amount: '', restock: 'yes', may_refund: 'yes' };
const refund = { change_id: 'change-1', refund_id: 'r1', ...whole };
const cancel = { args: { id: 'order-1', if_match: '', reason: 'changed my mind', ...refund } };
const parcel = { change_id: 'change-1', reference: 'parcel 1', metadata: '{"a":1}' };
const fulfil = { args: { id: 'order-1', if_match: '', ...parcel } };
const part = ['TEE', 2, 'MUG', 1];
const takeBack = { args: { ...cancel.args, refund: 'amount', amount: 7, restock: 'no' }, rest: part };
const giveBack = {
  id: 'order-1',
  if_match: '',
  change_id: 'change-1',
  reason: '',
  refund_id: 'r1',
  amount: 7,
};
const writeOff = { args: { ...cancel.args, refund: 'none', restock: 'no', may_refund: 'no' } };
const capture = { args: { id: 'order-1', if_match: '' } };
const page = { customer: 'ann', state: 'placed', limit: 1 };
const sales = { cursor_units: 3, cursor_sku: 'HAT', limit: 1 };
const AFTER_ALL = `${FREES}, and ends what is over in the ledger`;

export const orderCases: ScriptCase[] = [
  { script: 'orders/place-order', prepare: after(withCart, { args: unpaid, rest: lines }) },
  {
    script: 'orders/place-order',
    when: 'with payment',
    prepare: after(withMoney, { args: paid, rest: lines }),
  },
  {
    script: 'orders/place-order',
    when: 'at prices of the caller',
    prepare: after(withMoney, { args: dearer, rest: lines }),
  },
  {
    script: 'orders/place-order',
    when: 'without prices',
    prepare: after(withMoney, { args: { ...unpaid, unpriced: 'yes' }, rest: lines }),
  },
  {
    script: 'orders/place-order',
    when: AFTER_ALL,
    prepare: after(withEverythingLapsed, { args: paid, rest: lines }),
  },
  {
    script: 'orders/place-order',
    when: FREES_VANISHED,
    prepare: after(withVanishedReservation, { args: unpaid, rest: lines }),
  },
  {
    script: 'orders/checkout',
    when: FREES_VANISHED,
    prepare: after(withVanishedReservation, checkout(unpaid)),
  },
  { script: 'orders/checkout', prepare: after(withCart, checkout(unpaid)) },
  {
    script: 'orders/checkout',
    when: 'of a held cart',
    prepare: after(withHeldCart, checkout(unpaid)),
  },
  { script: 'orders/checkout', when: 'with payment', prepare: after(withMoney, checkout(paid)) },
  {
    script: 'orders/place-order',
    when: 'paid in legs',
    prepare: after(withEverythingLapsed, { args: inLegs, rest: lines }),
  },
  { script: 'orders/checkout', when: 'paid in legs', prepare: after(withMoney, checkout(inLegs)) },
  {
    script: 'orders/place-reserved-order',
    when: 'paid in legs',
    prepare: after(withReservation, onReservation('reservation-2', inLegs)),
  },
  {
    script: 'orders/cancel',
    when: 'paid in legs',
    prepare: async (store) => {
      await withMoney(store);
      await store.ok('orders/place-order', { args: inLegs, rest: lines });
      return cancel;
    },
  },
  { script: 'orders/checkout', when: AFTER_ALL, prepare: after(withEverythingLapsed, checkout(paid)) },
  { script: 'orders/place-reserved-order', prepare: after(withReservation, onReservation('reservation-2')) },
  {
    script: 'orders/place-reserved-order',
    when: 'ends a reservation that is over',
    word: 'RESERVATION_EXPIRED',
    prepare: after(withEverythingLapsed, onReservation('reservation-1')),
  },
  { script: 'orders/fulfil', prepare: after(withOrder, fulfil) },
  { script: 'orders/fulfil', when: 'in part', prepare: after(withOrder, { ...fulfil, rest: part }) },
  { script: 'orders/cancel', when: 'in part', prepare: after(withOrder, { ...cancel, rest: part }) },
  { script: 'orders/take-back', prepare: after(withFulfilledOrder, takeBack) },
  {
    script: 'orders/take-back',
    when: 'which are on hand again',
    prepare: after(withFulfilledOrder, { ...takeBack, args: { ...takeBack.args, restock: 'yes' } }),
  },
  { script: 'orders/refund', prepare: after(withOrder, { args: giveBack }) },
  { script: 'orders/cancel', prepare: after(withOrder, cancel) },
  { script: 'orders/cancel', when: 'writing off', prepare: after(withOrder, writeOff) },
  { script: 'orders/cancel', when: 'without payment', prepare: after(withLapsedTransferAndOrder, cancel) },
  {
    script: 'orders/place-order',
    when: 'authorised',
    prepare: after(withEverythingLapsed, { args: held, rest: lines }),
  },
  {
    script: 'orders/place-order',
    when: 'taking a transfer over',
    prepare: after(withPendingTransfer, { args: adopting, rest: lines }),
  },
  {
    script: 'orders/place-order',
    when: 'ends an authorised order that is over',
    word: 'AGAIN',
    prepare: after(withLapsedOrder, { args: { ...unpaid, id: 'order-2' }, rest: ['TEE', 9_999] }),
  },
  {
    script: 'orders/place-reserved-order',
    when: 'authorised',
    prepare: after(withReservation, onReservation('reservation-2', held)),
  },
  { script: 'orders/capture', prepare: after(withAuthorisedOrder, capture) },
  {
    script: 'orders/capture',
    when: 'of an order that is over',
    word: 'INVALID_STATE',
    prepare: after(withLapsedOrder, capture),
  },
  { script: 'orders/cancel', when: 'of an authorised order', prepare: after(withAuthorisedOrder, cancel) },
  { script: 'orders/find-due', prepare: after(withLapsedOrder, { args: { limit: 10 } }) },
  { script: 'orders/release-due', prepare: after(withLapsedOrder, { args: { limit: 10 } }) },
  { script: 'orders/read-order', prepare: after(withOrder, { args: { id: 'order-1' } }) },
  { script: 'orders/list-orders', prepare: after(withOrder, { args: page }) },
  { script: 'orders/read-sales', prepare: after(withOrder, { args: { sku: 'TEE' } }) },
  { script: 'orders/list-sales', prepare: after(withOrder, { args: sales }) },
];
