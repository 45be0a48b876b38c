import { Answer, InventoryModel, Line } from './inventory-model';

export interface ModelOrder {
  state: 'placed' | 'partially_fulfilled' | 'fulfilled' | 'cancelled';
  customerId: string;
  lines: (Line & Gone & { unitPrice: number })[];
  total: number;
  payment?: Payment;
  /** Part of the payment that a reversal of its transfer gave back. */
  reversed: number;
}

/** Units of a line by where they went. */
interface Gone {
  fulfilled: number;
  cancelled: number;
  returned: number;
}

/** Options of a cancellation or a return. */
export interface Back {
  refund?: 'full' | 'none' | { amount: number };
  restock?: boolean;
}

export interface Payment {
  from: string;
  to: string;
}

/** Expected answer of a command: its status, and every code, the one that decides first. */
export interface Verdict {
  status: number;
  codes: string[];
}

const NOT_FOUND = /_NOT_FOUND$/;
const ok = (status: number): Verdict => ({ status, codes: [] });
const refused = (...codes: string[]): Verdict => ({ status: NOT_FOUND.test(codes[0]!) ? 404 : 409, codes });
const verdict = ({ status, code }: Answer): Verdict => ({ status, codes: code ? [code] : [] });

/** Inventory, prices, carts, orders and the ledger in plain TypeScript. */
export class StoreModel {
  readonly inventory = new InventoryModel();
  readonly prices = new Map<string, number>();
  /** Every cart that was ever written, lines in the order in which they came in. */
  readonly carts = new Map<string, Map<string, number>>();
  readonly orders = new Map<string, ModelOrder>();
  readonly balances = new Map<string, number>();
  /** Most that goes out in a day, and what went out. */
  readonly daily = new Map<string, number>();
  readonly used = new Map<string, number>();

  linesOf(cart: string): Line[] {
    return [...(this.carts.get(cart) ?? [])].map(([sku, quantity]) => ({ sku, quantity }));
  }

  total(lines: Line[]): number | null {
    if (lines.some(({ sku }) => !this.prices.has(sku))) return null;
    return lines.reduce((sum, { sku, quantity }) => sum + quantity * this.prices.get(sku)!, 0);
  }

  addLine(cart: string, sku: string, quantity: number): Verdict {
    return this.wish(cart, sku, (this.carts.get(cart)?.get(sku) ?? 0) + quantity);
  }

  setLine(cart: string, sku: string, quantity: number): Verdict {
    if (quantity > 0) return this.wish(cart, sku, quantity);
    this.carts.get(cart)?.delete(sku);
    return ok(200);
  }

  removeUnits(cart: string, sku: string, quantity: number): Verdict {
    const before = this.carts.get(cart)?.get(sku);
    if (before === undefined) return refused('LINE_NOT_FOUND');
    if (quantity < before) this.carts.get(cart)!.set(sku, before - quantity);
    else this.carts.get(cart)!.delete(sku);
    return ok(200);
  }

  clear(cart: string): Verdict {
    this.carts.get(cart)?.clear();
    return ok(200);
  }

  merge(cart: string, from: string, strategy: 'sum' | 'max' | 'keep'): Verdict {
    for (const { sku, quantity } of this.linesOf(from)) {
      const into = this.cart(cart);
      const known = into.get(sku);
      const both = {
        sum: (known ?? 0) + quantity,
        max: Math.max(known ?? 0, quantity),
        keep: known ?? quantity,
      };
      into.set(sku, both[strategy]);
    }
    return this.clear(from);
  }

  place(id: string, customerId: string, wanted: Line[], expected?: number, payment?: Payment): Verdict {
    const merged = new Map<string, number>();
    for (const { sku, quantity } of wanted) merged.set(sku, (merged.get(sku) ?? 0) + quantity);
    const lines = [...merged].map(([sku, quantity]) => ({ sku, quantity }));
    return this.sell(id, customerId, lines, payment, { expected });
  }

  placeReserved(
    id: string,
    customerId: string,
    reservation: string,
    expected?: number,
    payment?: Payment,
  ): Verdict {
    const found = this.inventory.reservations.get(reservation);
    if (found?.state !== 'active') return verdict(this.inventory.finish(reservation, 'extend'));
    return this.sell(id, customerId, found.lines, payment, { reservation, expected });
  }

  checkOut(id: string, customerId: string, cart: string, expected?: number, payment?: Payment): Verdict {
    const lines = this.linesOf(cart);
    if (lines.length === 0) return refused('CART_EMPTY');
    const answer = this.sell(id, customerId, lines, payment, { expected });
    if (answer.status === 201) this.clear(cart);
    return answer;
  }

  /** Fulfils these units, or all that are open. */
  fulfil(id: string, wanted?: Line[]): Verdict {
    const order = this.orders.get(id);
    if (!order) return refused('ORDER_NOT_FOUND');
    const units = this.chosen(
      order,
      wanted,
      ({ quantity, fulfilled, cancelled }) => quantity - fulfilled - cancelled,
    );
    if (!Array.isArray(units)) return units;
    for (const [line, quantity] of units) line.fulfilled += quantity;
    this.settle(order);
    return ok(wanted ? 201 : 200);
  }

  /** Cancels these open units, or all. */
  cancel(id: string, { refund, restock = true }: Back = {}, wanted?: Line[]): Verdict {
    const order = this.orders.get(id);
    if (!order) return refused('ORDER_NOT_FOUND');
    const units = this.chosen(
      order,
      wanted,
      ({ quantity, fulfilled, cancelled }) => quantity - fulfilled - cancelled,
    );
    if (!Array.isArray(units)) return units;
    const answer = this.backWith(order, units, refund);
    if (answer.status !== 201) return answer;
    for (const [line, quantity] of units) line.cancelled += quantity;
    this.putBack(units, restock);
    this.settle(order);
    return ok(wanted ? 201 : 200);
  }

  /** Takes fulfilled units back. */
  takeBack(id: string, { refund, restock = true }: Back, wanted: Line[]): Verdict {
    const order = this.orders.get(id);
    if (!order) return refused('ORDER_NOT_FOUND');
    const units = this.chosen(order, wanted, ({ fulfilled, returned }) => fulfilled - returned);
    if (!Array.isArray(units)) return units;
    const answer = this.backWith(order, units, refund);
    if (answer.status !== 201) return answer;
    for (const [line, quantity] of units) line.returned += quantity;
    this.putBack(units, restock);
    return ok(201);
  }

  refund(id: string, amount: number): Verdict {
    const order = this.orders.get(id);
    if (!order) return refused('ORDER_NOT_FOUND');
    if (amount > this.left(order)) return refused('REFUND_EXCEEDED');
    return this.giveBack(order, amount);
  }

  private left({ payment, total, reversed }: ModelOrder): number {
    return payment ? total - reversed : 0;
  }

  /** Lines of the order and units of each that a call is about, or why it cannot be. */
  private chosen(
    order: ModelOrder,
    wanted: Line[] | undefined,
    left: (line: ModelOrder['lines'][number]) => number,
  ): [ModelOrder['lines'][number], number][] | Verdict {
    if (!wanted) {
      const all = order.lines.map((line) => [line, left(line)] as [typeof line, number]);
      const units = all.filter(([, quantity]) => quantity > 0);
      return units.length > 0 ? units : refused('INVALID_STATE');
    }
    const sums = new Map<string, number>();
    for (const { sku, quantity } of wanted) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
    const lineOf = (sku: string) => order.lines.find((line) => line.sku === sku);
    for (const [sku, quantity] of sums) {
      const line = lineOf(sku);
      if (!line || left(line) < quantity) return refused('QUANTITY_EXCEEDED');
    }
    return [...sums].map(([sku, quantity]) => [lineOf(sku)!, quantity]);
  }

  private backWith(
    order: ModelOrder,
    units: [{ unitPrice: number }, number][],
    refund: Back['refund'] = 'full',
  ): Verdict {
    if (refund === 'none') return ok(201);
    if (typeof refund === 'object') {
      return refund.amount > this.left(order)
        ? refused('REFUND_EXCEEDED')
        : this.giveBack(order, refund.amount);
    }
    const share = units.reduce((sum, [{ unitPrice }, quantity]) => sum + unitPrice * quantity, 0);
    return this.giveBack(order, Math.min(share, this.left(order)));
  }

  private putBack(units: [Line, number][], restock: boolean): void {
    for (const [{ sku }, quantity] of units) {
      this.move(sku, quantity);
      if (!restock) this.inventory.stock.get(sku)!.onHand -= quantity;
    }
  }

  private settle(order: ModelOrder): void {
    const open = order.lines.some(({ quantity, fulfilled, cancelled }) => quantity > fulfilled + cancelled);
    const fulfilled = order.lines.some((line) => line.fulfilled > 0);
    if (open) order.state = fulfilled ? 'partially_fulfilled' : 'placed';
    else order.state = fulfilled ? 'fulfilled' : 'cancelled';
  }

  /** Reverses the transfer of a payment, or a part of it. */
  reverse(id: string, amount: number): Verdict {
    const order = this.orders.get(id)!;
    const left = order.total - order.reversed;
    if (left === 0) return refused('INVALID_STATE');
    if (amount > left) return refused('AMOUNT_EXCEEDED');
    return this.giveBack(order, amount);
  }

  transfer(from: string, to: string, amount: number): Verdict {
    const code = this.fundsRefusal(from, amount);
    if (code) return refused(code);
    this.pay(from, to, amount);
    return ok(201);
  }

  private cart(id: string): Map<string, number> {
    const found = this.carts.get(id) ?? new Map<string, number>();
    this.carts.set(id, found);
    return found;
  }

  private wish(cart: string, sku: string, quantity: number): Verdict {
    if (!this.inventory.stock.has(sku)) return refused('SKU_NOT_FOUND');
    if (quantity > this.inventory.available(sku)) return refused('INSUFFICIENT_STOCK');
    this.cart(cart).set(sku, quantity);
    return ok(200);
  }

  private sell(
    id: string,
    customerId: string,
    lines: Line[],
    payment: Payment | undefined,
    { reservation, expected }: { reservation?: string; expected?: number },
  ): Verdict {
    if (this.orders.has(id)) return refused('ORDER_ALREADY_EXISTS');
    const total = this.total(lines);
    const codes = this.obstacles(lines, total, reservation, expected);
    const unpaid = payment && total ? this.fundsRefusal(payment.from, total) : undefined;
    if (unpaid) codes.push(unpaid);
    if (codes.length > 0) return refused(...codes);
    if (reservation) this.inventory.finish(reservation, 'commit');
    else for (const { sku, quantity } of lines) this.move(sku, -quantity);
    if (payment && total) this.pay(payment.from, payment.to, total);
    const gone = { fulfilled: 0, cancelled: 0, returned: 0 };
    const priced = lines.map((line) => ({ ...line, ...gone, unitPrice: this.prices.get(line.sku)! }));
    this.orders.set(id, { state: 'placed', customerId, lines: priced, total: total!, payment, reversed: 0 });
    return ok(201);
  }

  private obstacles(lines: Line[], total: number | null, reservation?: string, expected?: number): string[] {
    const known = lines.filter(({ sku }) => this.inventory.stock.has(sku));
    const short = known.some(({ sku, quantity }) => this.inventory.available(sku) < quantity);
    const codes: string[] = [];
    if (known.length < lines.length) codes.push('SKU_NOT_FOUND');
    if (total === null) codes.push('PRICE_MISSING');
    if (total !== null && expected !== undefined && expected !== total) codes.push('TOTAL_CHANGED');
    if (short && !reservation) codes.push('INSUFFICIENT_STOCK');
    return codes;
  }

  private fundsRefusal(from: string, amount: number): string | undefined {
    if (from === '@world') return undefined;
    const limit = this.daily.get(from) ?? Infinity;
    if ((this.used.get(from) ?? 0) + amount > limit) return 'LIMIT_EXCEEDED';
    return this.balances.get(from)! < amount ? 'INSUFFICIENT_FUNDS' : undefined;
  }

  private pay(from: string, to: string, amount: number): void {
    if (from !== '@world') this.used.set(from, (this.used.get(from) ?? 0) + amount);
    this.book(from, to, amount);
  }

  private book(from: string, to: string, amount: number): void {
    this.balances.set(from, (this.balances.get(from) ?? 0) - amount);
    this.balances.set(to, (this.balances.get(to) ?? 0) + amount);
  }

  /** Money goes back whatever the limits; it has to be there. */
  private giveBack(order: ModelOrder, amount: number): Verdict {
    if (!order.payment || amount === 0) return ok(201);
    const { from, to } = order.payment;
    if (this.balances.get(to)! < amount) return refused('INSUFFICIENT_FUNDS');
    this.book(to, from, amount);
    if (from !== '@world') this.used.set(from, this.used.get(from)! - amount);
    order.reversed += amount;
    return ok(201);
  }

  private move(sku: string, units: number): void {
    const { onHand, sold } = this.inventory.stock.get(sku)!;
    this.inventory.stock.set(sku, { onHand: onHand + units, sold: sold - units });
  }
}
