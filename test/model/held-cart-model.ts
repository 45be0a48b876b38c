type Units = Map<string, number>;

interface Hold {
  /** Units that are kept back, by SKU. */
  kept: Units;
  /** Prices as they were, null where there was none; undefined where they are those of the day. */
  frozen?: Map<string, number | null>;
}

export interface ModelCart {
  lines: Units;
  hold?: Hold;
}

export interface Verdict {
  status: number;
  codes: string[];
}

const ok = (status: number): Verdict => ({ status, codes: [] });
const refused = (status: number, ...codes: string[]): Verdict => ({ status, codes });
const both = {
  sum: (own: number, other: number) => own + other,
  max: Math.max,
  keep: (own: number) => own,
};
export type Strategy = keyof typeof both;

/** Carts that keep their units back, and the stock that they share with other buyers, in plain TypeScript. */
export class HeldCartModel {
  readonly onHand: Units = new Map();
  readonly sold: Units = new Map();
  readonly prices = new Map<string, number>();
  readonly carts = new Map<string, ModelCart>();

  cart(id: string): ModelCart {
    const found = this.carts.get(id) ?? { lines: new Map() };
    this.carts.set(id, found);
    return found;
  }

  reserved(sku: string): number {
    return [...this.carts.values()].reduce((sum, { hold }) => sum + (hold?.kept.get(sku) ?? 0), 0);
  }

  /** Units that this cart could have. */
  available(sku: string, { hold }: ModelCart = { lines: new Map() }): number {
    return this.onHand.get(sku)! - this.reserved(sku) + (hold?.kept.get(sku) ?? 0);
  }

  priceIn({ hold }: ModelCart, sku: string): number | null {
    return hold?.frozen?.get(sku) ?? this.prices.get(sku) ?? null;
  }

  total(cart: ModelCart): number | null {
    const prices = [...cart.lines].map(([sku, quantity]) => ({ price: this.priceIn(cart, sku), quantity }));
    if (prices.some(({ price }) => price === null)) return null;
    return prices.reduce((sum, { price, quantity }) => sum + price! * quantity, 0);
  }

  receive(sku: string, units: number): Verdict {
    this.onHand.set(sku, this.onHand.get(sku)! + units);
    return ok(201);
  }

  deduct(sku: string, units: number): Verdict {
    if (this.available(sku) < units) return refused(409, 'INSUFFICIENT_STOCK');
    this.sell(sku, units);
    return ok(201);
  }

  hold(id: string, freezes: boolean): Verdict {
    const cart = this.cart(id);
    if (cart.lines.size === 0) return refused(409, 'CART_EMPTY');
    if (this.isShort(cart)) return refused(409, 'INSUFFICIENT_STOCK');
    const priced = [...cart.lines.keys()].map((sku) => [sku, this.prices.get(sku) ?? null] as const);
    cart.hold = { kept: new Map(cart.lines), frozen: freezes ? new Map(priced) : undefined };
    return ok(200);
  }

  add(id: string, sku: string, quantity: number): Verdict {
    return this.set(id, sku, (this.cart(id).lines.get(sku) ?? 0) + quantity);
  }

  set(id: string, sku: string, quantity: number): Verdict {
    const cart = this.cart(id);
    if (quantity > this.available(sku, cart)) return refused(409, 'INSUFFICIENT_STOCK');
    if (quantity > 0 || cart.lines.has(sku)) this.change(cart, sku, quantity);
    return ok(200);
  }

  remove(id: string, sku: string, quantity: number): Verdict {
    const cart = this.cart(id);
    const before = cart.lines.get(sku);
    if (before === undefined) return refused(404, 'LINE_NOT_FOUND');
    this.change(cart, sku, Math.max(0, before - quantity));
    return ok(200);
  }

  clear(id: string): Verdict {
    this.carts.set(id, { lines: new Map() });
    return ok(200);
  }

  /** The hold is over: its deadline has passed, or somebody cancelled its reservation. */
  end(id: string): Verdict {
    delete this.cart(id).hold;
    return ok(200);
  }

  /** Somebody cancels a part of the reservation of a held cart. */
  giveUp(id: string, sku: string, units: number): Verdict {
    const { kept } = this.cart(id).hold!;
    const before = kept.get(sku) ?? 0;
    if (units > before) return refused(409, 'QUANTITY_EXCEEDED');
    this.keep(this.cart(id), sku, before - units);
    return ok(200);
  }

  merge(id: string, from: string, strategy: Strategy): Verdict {
    const [into, source] = [this.cart(id), this.cart(from)];
    if (source.lines.size === 0) return ok(200);
    for (const [sku, quantity] of source.lines) {
      const own = into.lines.get(sku);
      into.lines.set(sku, own === undefined ? quantity : both[strategy](own, quantity));
    }
    const taken = into.hold ? undefined : source.hold;
    if (taken) into.hold = taken;
    this.clear(from);
    if (!into.hold) return ok(200);
    this.freezeRest(into);
    if (this.isShort(into)) delete into.hold;
    else into.hold.kept = new Map(into.lines);
    return ok(200);
  }

  checkOut(id: string, expected?: number): Verdict {
    const cart = this.cart(id);
    if (cart.lines.size === 0) return refused(409, 'CART_EMPTY');
    const total = this.total(cart);
    const codes = [
      ...(total === null ? ['PRICE_MISSING'] : []),
      ...(total !== null && expected !== undefined && expected !== total ? ['TOTAL_CHANGED'] : []),
      ...(this.isShort(cart) ? ['INSUFFICIENT_STOCK'] : []),
    ];
    if (codes.length > 0) return refused(409, ...codes);
    for (const [sku, quantity] of cart.lines) this.sell(sku, quantity);
    this.clear(id);
    return ok(201);
  }

  private isShort(cart: ModelCart): boolean {
    return [...cart.lines].some(([sku, quantity]) => quantity > this.available(sku, cart));
  }

  private change(cart: ModelCart, sku: string, quantity: number): void {
    const before = cart.lines.get(sku) ?? 0;
    if (quantity > 0) cart.lines.set(sku, quantity);
    else cart.lines.delete(sku);
    if (!cart.hold) return;
    const kept = cart.hold.kept.get(sku) ?? 0;
    if (quantity === 0) cart.hold.frozen?.delete(sku);
    this.keep(cart, sku, quantity > before ? quantity : Math.min(kept, quantity));
    this.freezeRest(cart);
  }

  private keep(cart: ModelCart, sku: string, units: number): void {
    const { kept } = cart.hold!;
    if (units > 0) kept.set(sku, units);
    else kept.delete(sku);
    if (kept.size === 0) delete cart.hold;
  }

  private freezeRest({ lines, hold }: ModelCart): void {
    for (const sku of hold?.frozen ? lines.keys() : [])
      hold!.frozen!.set(sku, hold!.frozen!.get(sku) ?? this.prices.get(sku) ?? null);
  }

  private sell(sku: string, units: number): void {
    this.onHand.set(sku, this.onHand.get(sku)! - units);
    this.sold.set(sku, (this.sold.get(sku) ?? 0) + units);
  }
}
