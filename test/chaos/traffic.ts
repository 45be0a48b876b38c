import { Dice } from '../fuzz/dice';
import { Answer, Call, Told, untilTold } from './caller';

const STORE = '/v1/stores/main';
export const SKUS = ['TEE', 'MUG', 'CAP'];
export const RECEIVED = 100_000_000;
const CUSTOMERS = ['ann', 'bob', 'cem'];

/** Calls before the first fault: stock, prices, and money. */
export function opening(): Call[] {
  return [
    ...SKUS.map((sku) => post(`open-${sku}`, `/inventory/items/${sku}/adjustments`, received(RECEIVED))),
    ...SKUS.map((sku, i) => put(`price-${sku}`, `/prices/${sku}`, { unitPrice: i + 1 })),
    ...[...CUSTOMERS, 'shop'].map((id) => put(`account-${id}`, `/ledger/accounts/${id}`, {})),
    ...CUSTOMERS.map((to) =>
      post(`fund-${to}`, '/ledger/transfers', { from: '@world', to, amount: RECEIVED }),
    ),
  ];
}

/** Callers that do the business of a shop, each call repeated until its answer can be relied on. */
export class Traffic {
  readonly told: Told[] = [];
  /** Answers that were none to rely on, by status; 0 for a broken connection. */
  readonly faults = new Map<number, number>();
  private open = true;
  private count = 0;
  private failure?: Error;
  private readonly done: Promise<unknown>;

  constructor(
    private readonly url: () => string,
    private readonly dice: Dice,
    /** Sets the keys of several runs on one store apart. */
    private readonly run: string,
    callers = 6,
  ) {
    const all = Array.from({ length: callers }, () => this.trade());
    this.done = Promise.all(all).catch((error: Error) => void (this.failure = error));
  }

  /** Waits until so many more calls are answered. */
  async answers(more: number): Promise<void> {
    for (const goal = this.told.length + more; this.told.length < goal;) {
      if (this.failure) throw this.failure;
      await new Promise((done) => setTimeout(done, 2));
    }
  }

  /** Every caller ends with what it is at. */
  async close(): Promise<void> {
    this.open = false;
    await this.done;
    if (this.failure) throw this.failure;
  }

  private async trade(): Promise<void> {
    while (this.open) {
      const deals = [sell, adjust, reserve, pay, payLater, order, checkOut, approve];
      await this.dice.pick(deals)(this, `${this.run}-${this.count++}`, this.dice);
    }
  }

  async tell(call: Call): Promise<Told> {
    const told = await untilTold(this.url, call, ({ status }) => this.note(status));
    this.told.push(told);
    return told;
  }

  private note(status: Answer['status']): void {
    if (status === 0 || status >= 500) this.faults.set(status, (this.faults.get(status) ?? 0) + 1);
  }
}

type Deal = (traffic: Traffic, id: string, dice: Dice) => Promise<void>;

const sell: Deal = async (traffic, id, dice) => {
  const path = `/inventory/items/${dice.pick(SKUS)}/deductions`;
  await traffic.tell(post(id, path, { quantity: 1 + dice.below(3), id }));
  if (dice.chance(0.3)) await traffic.tell(post(`${id}-back`, `${path}/${id}/reversal`));
};

const adjust: Deal = async (traffic, id, dice) => {
  const items = SKUS.map((sku) => ({ sku, ...received(1 + dice.below(9)) }));
  if (dice.chance(0.5)) await traffic.tell(post(id, '/inventory/adjustments/batch', { items }));
  else await traffic.tell(post(id, `/inventory/items/${dice.pick(SKUS)}/adjustments`, received(2)));
};

const reserve: Deal = async (traffic, id, dice) => {
  const body = { id, lines: linesOf(dice), ttlSeconds: dice.pick([1, 600]), ownerId: dice.pick(CUSTOMERS) };
  await traffic.tell(post(id, '/inventory/reservations', body));
  const end = dice.pick(['commit', 'cancel', 'extend', undefined]);
  const extension = end === 'extend' ? { ttlSeconds: 600 } : undefined;
  if (end) await traffic.tell(post(`${id}-${end}`, `/inventory/reservations/${id}/${end}`, extension));
};

const pay: Deal = async (traffic, id, dice) => {
  const from = dice.pick(CUSTOMERS);
  await traffic.tell(post(id, '/ledger/transfers', { id, from, to: 'shop', amount: 10 }));
  const part = dice.chance(0.5) ? { amount: 4 } : undefined;
  if (dice.chance(0.4)) await traffic.tell(post(`${id}-back`, `/ledger/transfers/${id}/reverse`, part));
};

const payLater: Deal = async (traffic, id, dice) => {
  const pending = { ttlSeconds: dice.pick([1, 600]) };
  const from = dice.pick(CUSTOMERS);
  await traffic.tell(post(id, '/ledger/transfers', { id, from, to: 'shop', amount: 7, pending }));
  const [end, body] = dice.pick<[string, object?]>([['post', { amount: 3 }], ['post'], ['void']]);
  await traffic.tell(post(`${id}-${end}`, `/ledger/transfers/${id}/${end}`, body));
};

const order: Deal = async (traffic, id, dice) => {
  const customerId = dice.pick(CUSTOMERS);
  const payment = dice.chance(0.5) ? { from: customerId, to: 'shop' } : undefined;
  await traffic.tell(post(id, '/orders', { id, customerId, lines: linesOf(dice), payment }));
  const end = dice.pick(['fulfil', 'cancel', undefined]);
  if (end) await traffic.tell(post(`${id}-${end}`, `/orders/${id}/${end}`));
};

const checkOut: Deal = async (traffic, id, dice) => {
  for (const { sku, quantity } of linesOf(dice)) {
    await traffic.tell(post(`${id}-${sku}`, `/carts/${id}/lines`, { sku, quantity }));
  }
  const customerId = dice.pick(CUSTOMERS);
  const body = { customerId, orderId: `o-${id}`, payment: { from: customerId, to: 'shop' } };
  await traffic.tell(post(id, `/carts/${id}/checkout`, body));
};

const approve: Deal = async (traffic, id) => {
  await traffic.tell(post(id, '/workflow/instances', { id, definition: 'approval', data: { n: 1 } }));
  const step = { to: 'approved', expectedState: 'pending' };
  await traffic.tell(post(`${id}-step`, `/workflow/instances/${id}/transitions`, step));
  await traffic.tell(put(`${id}-note`, `/workflow/records/${id}`, { n: 1 }, { 'if-none-match': '*' }));
};

function linesOf(dice: Dice): { sku: string; quantity: number }[] {
  return SKUS.slice(0, 1 + dice.below(SKUS.length)).map((sku) => ({ sku, quantity: 1 + dice.below(4) }));
}

function received(delta: number): { delta: number; reason: string } {
  return { delta, reason: 'received' };
}

function post(key: string, path: string, body?: object): Call {
  return { method: 'POST', key, path: STORE + path, ...(body === undefined ? {} : { body }) };
}

function put(key: string, path: string, body: object, headers?: Record<string, string>): Call {
  return { method: 'PUT', key, path: STORE + path, body, ...(headers ? { headers } : {}) };
}
