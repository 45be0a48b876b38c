import { CampaignModel, Units, Verdict } from './campaign-model';

const both = {
  sum: (own: number, other: number) => own + other,
  max: Math.max,
  keep: (own: number) => own,
};
export type Strategy = keyof typeof both;

const ok = (status = 200): Verdict => ({ status, codes: [] });
/** Whoever holds the units of a cart in the model of the campaign. */
export const holdOf = (cart: string): string => `cart ${cart}`;

/** Carts whose units may be kept back, and are counted by a campaign then. */
export class CampaignCarts {
  readonly lines = new Map<string, Units>();

  constructor(private readonly model: CampaignModel) {}

  of(id: string): Units {
    const found = this.lines.get(id) ?? new Map<string, number>();
    this.lines.set(id, found);
    return found;
  }

  set(id: string, sku: string, quantity: number): Verdict {
    const [lines, holder] = [this.of(id), this.model.holders.get(holdOf(id))];
    const [before, kept] = [lines.get(sku) ?? 0, holder?.units.get(sku) ?? 0];
    const more: Units = new Map([[sku, Math.max(0, quantity - kept)]]);
    const codes = holder ? this.model.refusals(holder.owner, more, holder) : [];
    if (codes.length > 0) return { status: codes[0] === 'OWNER_REQUIRED' ? 422 : 409, codes };
    if (quantity > 0) lines.set(sku, quantity);
    else lines.delete(sku);
    if (!holder) return ok();
    const now = new Map(holder.units).set(sku, quantity > before ? quantity : Math.min(kept, quantity));
    return this.keep(id, now);
  }

  clear(id: string): Verdict {
    this.lines.delete(id);
    if (this.model.holders.has(holdOf(id))) this.model.end(holdOf(id));
    return ok();
  }

  hold(id: string, owner: string | null, ttlSeconds: number): Verdict {
    const { holders } = this.model;
    const before = holders.get(holdOf(id));
    if (this.of(id).size === 0) return { status: 409, codes: ['CART_EMPTY'] };
    holders.delete(holdOf(id));
    const verdict = this.model.take(holdOf(id), owner, this.of(id), 200, ttlSeconds);
    if (verdict.status !== 200 && before) holders.set(holdOf(id), before);
    return verdict;
  }

  /** Somebody cancels a part of what is kept back for a cart. */
  giveUp(id: string, part: Units): Verdict {
    this.model.giveUp(holdOf(id), part);
    return ok();
  }

  merge(id: string, from: string, strategy: Strategy): Verdict {
    const { holders } = this.model;
    const [lines, source] = [this.of(id), this.of(from)];
    if (source.size === 0) return ok();
    for (const [sku, quantity] of source) {
      const own = lines.get(sku);
      lines.set(sku, own === undefined ? quantity : both[strategy](own, quantity));
    }
    const [own, other] = [holders.get(holdOf(id)), holders.get(holdOf(from))];
    if (other && !own) {
      holders.delete(holdOf(from));
      holders.set(holdOf(id), other);
    }
    this.clear(from);
    if (own ?? other) this.keepAll(id);
    return ok();
  }

  checkOut(id: string, order: string, customer: string): Verdict {
    const [lines, holder] = [this.of(id), this.model.holders.get(holdOf(id))];
    if (lines.size === 0) return { status: 409, codes: ['CART_EMPTY'] };
    const more = new Map([...lines].map(([sku, all]) => [sku, all - (holder?.units.get(sku) ?? 0)]));
    const verdict = holder
      ? this.model.order(holdOf(id), order, customer, more)
      : this.model.take(order, customer, lines);
    if (verdict.status === 201) this.lines.delete(id);
    return verdict;
  }

  /** A cart that cannot have all its units goes without. */
  private keepAll(id: string): void {
    if (this.keep(id, this.of(id)).status !== 200) this.model.end(holdOf(id));
  }

  private keep(id: string, units: Units): Verdict {
    if ([...units.values()].some((one) => one > 0)) return this.model.setLines(holdOf(id), units);
    this.model.end(holdOf(id));
    return ok();
  }
}
