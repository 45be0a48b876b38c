import type { ScriptCase } from '../script-cases';
import { Call, ScriptStore } from '../script-store';
import { after, FREES, FREES_VANISHED } from './after';

export function inCart(id: string, more: Record<string, string | number> = {}): Call {
  return { ids: { cart: id }, args: { id, if_match: '', ttl_seconds: 600, ...more } };
}

/** Ten TEE and three MUG with prices, and a cart of some of each. */
export async function withCart(store: ScriptStore): Promise<void> {
  await store.receive({ TEE: 10, MUG: 3 });
  await store.ok('carts/put-price', { args: { sku: 'TEE', unit_price: 1999 } });
  await store.ok('carts/put-price', { args: { sku: 'MUG', unit_price: 500 } });
  await store.ok('carts/add-line', inCart('cart-1', { sku: 'TEE', quantity: 6 }));
  await store.ok('carts/add-line', inCart('cart-1', { sku: 'MUG', quantity: 1 }));
}

/** The same, and a reservation that is over still keeps back what the cart has. */
export async function withLapsedReservation(store: ScriptStore): Promise<void> {
  await withCart(store);
  await store.reserve('reservation-1', { TEE: 6, MUG: 3 });
  await store.lapse('reservation-1');
}

/** The same, of a reservation whose expiry key has vanished. */
export async function withVanishedReservation(store: ScriptStore): Promise<void> {
  await withCart(store);
  await store.reserve('reservation-1', { TEE: 6, MUG: 3 });
  await store.vanish('reservation-1');
}

/** A cart to be looked at, for it may have expired. */
async function withDueCart(store: ScriptStore): Promise<void> {
  await withCart(store);
  await store.redis.zadd(store.key('cart_deadlines'), 1, 'cart-1');
}

const HOLD = { reservation: 'reservation-5', hold_seconds: 60, freeze: 'yes', owner: '' };

export function holding(id: string, more: Record<string, string> = {}): Call {
  const reservation = more.reservation ?? HOLD.reservation;
  return { ids: { cart: id, hold: reservation }, args: { ...inCart(id).args, ...HOLD, ...more } };
}

/** A cart whose units are kept back. */
export async function withHeldCart(store: ScriptStore): Promise<void> {
  await withCart(store);
  await store.ok('carts/hold-cart', holding('cart-1'));
}

/** Another cart, whose units are kept back; the first has none. */
async function withHeldGuest(store: ScriptStore): Promise<void> {
  await withCart(store);
  await store.ok('carts/set-line', inCart('cart-2', { sku: 'TEE', quantity: 1 }));
  await store.ok('carts/hold-cart', holding('cart-2'));
}

/** Both, and not enough for all that they have together. */
async function withTwoHeldCarts(store: ScriptStore): Promise<void> {
  await withHeldGuest(store);
  await store.ok('carts/hold-cart', holding('cart-1', { reservation: 'reservation-6' }));
}

async function withTwoCarts(store: ScriptStore): Promise<void> {
  await withLapsedReservation(store);
  await store.ok('carts/set-line', inCart('cart-2', { sku: 'TEE', quantity: 1 }));
  await store.reserve('reservation-2', { TEE: 6 });
  await store.lapse('reservation-2');
}

const line = { sku: 'TEE', quantity: 4 };
const merge = {
  ids: { cart: ['cart-1', 'cart-2'] },
  args: { ...inCart('cart-1').args, from: 'cart-2', strategy: 'sum' },
};

/** A call that wants more than a reservation leaves: where that is over, and where it has lost its expiry key. */
function freeing(script: string, call: Call): ScriptCase[] {
  return [
    { script, when: FREES, prepare: after(withLapsedReservation, call) },
    { script, when: FREES_VANISHED, prepare: after(withVanishedReservation, call) },
  ];
}

export const cartCases: ScriptCase[] = [
  { script: 'carts/add-line', prepare: after(withCart, inCart('cart-1', line)) },
  ...freeing('carts/add-line', inCart('cart-1', line)),
  { script: 'carts/set-line', prepare: after(withCart, inCart('cart-1', line)) },
  ...freeing('carts/set-line', inCart('cart-1', { ...line, quantity: 9 })),
  {
    script: 'carts/remove-units',
    prepare: after(withLapsedReservation, inCart('cart-1', { ...line, quantity: 1 })),
  },
  { script: 'carts/clear-cart', prepare: after(withCart, inCart('cart-1')) },
  { script: 'carts/hold-cart', prepare: after(withCart, holding('cart-1')) },
  {
    script: 'carts/hold-cart',
    when: 'anew',
    prepare: after(withHeldCart, holding('cart-1', { reservation: 'reservation-7', freeze: 'no' })),
  },
  ...freeing('carts/hold-cart', holding('cart-1')),
  ...['carts/add-line', 'carts/set-line'].map((script) => ({
    script,
    when: 'of a held cart',
    prepare: after(withHeldCart, inCart('cart-1', { sku: 'TEE', quantity: 2 })),
  })),
  {
    script: 'carts/remove-units',
    when: 'of a held cart',
    prepare: after(withHeldCart, inCart('cart-1', { sku: 'MUG', quantity: 1 })),
  },
  { script: 'carts/clear-cart', when: 'that is held', prepare: after(withHeldCart, inCart('cart-1')) },
  { script: 'carts/read-cart', when: 'that is held', prepare: after(withHeldCart, inCart('cart-1')) },
  ...[withHeldGuest, withTwoHeldCarts].map((prepare, i) => ({
    script: 'carts/merge-carts',
    when: i === 0 ? 'takes a reservation over' : 'holds anew',
    prepare: after(prepare, merge),
  })),
  { script: 'carts/merge-carts', prepare: after(withTwoCarts, merge) },
  { script: 'carts/read-cart', prepare: after(withLapsedReservation, inCart('cart-1')) },
  { script: 'carts/list-carts', prepare: after(withCart, { args: { prefix: 'cart-', limit: 1 } }) },
  { script: 'carts/forget-expired', prepare: after(withDueCart, { args: { limit: 1 } }) },
];
