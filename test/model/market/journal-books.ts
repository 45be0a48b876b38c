import { Redis } from 'ioredis';
import { Effect, effectsIn } from '../../support/journal';

/** How many units of each SKU. */
type Units = Map<string, number>;

interface Stock {
  onHand: number;
  reserved: number;
  sold: number;
}

/** Units in lines as the journal has them: `SKU*quantity` or `SKU*quantity*price`, with a comma between. */
function unitsIn(packed: unknown): Units {
  const units: Units = new Map();
  for (const line of ((packed as string | undefined) ?? '').split(',').filter(Boolean)) {
    const [sku, quantity] = line.split('*');
    units.set(sku!, (units.get(sku!) ?? 0) + Number(quantity));
  }
  return units;
}

/** Stock and balances as the journal alone tells them, from its first entry to the last. */
export class JournalBooks {
  readonly stock = new Map<string, Stock>();
  readonly balances = new Map<string, number>();
  /** Lines of the orders that are authorised. */
  private readonly authorised = new Map<string, Units>();
  /** Lines of a reservation that became a sale last, until its order is told of. */
  private readonly committed = new Map<string, Units>();

  static async read(redis: Redis, journal: string): Promise<JournalBooks> {
    const books = new JournalBooks();
    for (const effect of await effectsIn(redis, journal)) {
      books.takeMoney(effect);
      books.takeStock(effect);
      books.takeOrder(effect);
    }
    return books;
  }

  private takeMoney({ type, data }: Effect): void {
    if (type !== 'transfer.posted' && type !== 'transfer.reversed') return;
    const { from, to, amount } = data as { from: string; to: string; amount: number };
    this.balances.set(from, (this.balances.get(from) ?? 0) - amount);
    this.balances.set(to, (this.balances.get(to) ?? 0) + amount);
  }

  private takeStock({ type, data }: Effect): void {
    const { sku, change, from, to } = data as { sku: string; change: number; from: number; to: number };
    const lines = unitsIn(data.lines);
    if (type === 'inventory.adjusted') this.move(new Map([[sku, change]]), { onHand: 1 });
    else if (/^inventory\.deduct(ed|ion_reversed)$/.test(type))
      this.move(new Map([[sku, to - from]]), { onHand: 1, sold: -1 });
    else if (type === 'reservation.created') this.move(lines, { reserved: 1 });
    else if (/^reservation\.(cancelled|cancelled_in_part|expired)$/.test(type))
      this.move(lines, { reserved: -1 });
    else if (type === 'reservation.lines_set') {
      this.move(lines, { reserved: 1 });
      this.move(unitsIn(data.before), { reserved: -1 });
    } else if (/^reservation\.committed/.test(type)) {
      this.move(lines, { onHand: -1, reserved: -1, sold: 1 });
      this.move(unitsIn(data.released), { reserved: -1 });
      this.committed.set(data.id as string, lines);
    }
  }

  private takeOrder({ type, data }: Effect): void {
    const [id, lines] = [data.id as string, unitsIn(data.lines)];
    const held = this.authorised.get(id);
    if (type === 'order.placed' || type === 'order.authorised') {
      const isSold = type === 'order.placed';
      const kept = this.committed.get(data.reservationId as string) ?? new Map();
      this.move(kept, { onHand: 1, sold: -1 });
      this.move(lines, { onHand: -1, sold: isSold ? 1 : 0 });
      if (!isSold) this.authorised.set(id, lines);
    } else if (type === 'order.captured') {
      this.move(held!, { sold: 1 });
      this.authorised.delete(id);
    } else if (type === 'order.expired') {
      this.move(held!, { onHand: 1 });
      this.authorised.delete(id);
    } else if (/^order\.(cancelled|partially_cancelled|returned)$/.test(type)) {
      this.move(lines, { onHand: data.restock === false ? 0 : 1, sold: held ? 0 : -1 });
      this.authorised.delete(id);
    }
  }

  private move(units: Units, by: Partial<Stock>): void {
    for (const [sku, quantity] of units) {
      const stock = this.stock.get(sku) ?? { onHand: 0, reserved: 0, sold: 0 };
      for (const name of ['onHand', 'reserved', 'sold'] as const) stock[name] += quantity * (by[name] ?? 0);
      this.stock.set(sku, stock);
    }
  }
}
