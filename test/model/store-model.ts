import { Line } from './inventory-model';
import { ModelOrder, SellingModel } from './selling-model';
import { ok, refused, Verdict } from './verdict';

/** Options of a cancellation or a return. */
export interface Back {
  refund?: 'full' | 'none' | { amount: number };
  restock?: boolean;
}

/** All of a store in plain TypeScript: what is sold, and what comes after the sale. */
export class StoreModel extends SellingModel {
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
}
