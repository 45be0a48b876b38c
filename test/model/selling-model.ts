import { InventoryModel, Line } from './inventory-model';
import { MoneyModel } from './money-model';
import { ok, refused, Verdict, verdict } from './verdict';

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

export interface Payment {
  from: string;
  to: string;
}

/** Inventory, prices, carts, and orders as they are placed. */
export class SellingModel extends MoneyModel {
  readonly inventory = new InventoryModel();
  readonly prices = new Map<string, number>();
  /** Every cart that was ever written, lines in the order in which they came in. */
  readonly carts = new Map<string, Map<string, number>>();
  readonly orders = new Map<string, ModelOrder>();

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

  protected move(sku: string, units: number): void {
    const { onHand, sold } = this.inventory.stock.get(sku)!;
    this.inventory.stock.set(sku, { onHand: onHand + units, sold: sold - units });
  }
}
