/** Units that a campaign counts; one that was made anew is another. */
interface Entry {
  owner: string | null;
  campaign: number;
  sku: string;
  units: number;
}

export type Units = Map<string, number>;

/** Whatever has units: a reservation, an order, a deduction, or a cart that is held. */
export interface Holder {
  owner: string | null;
  units: Units;
  counted: Entry[];
  /** The last instant at which it keeps its units back; a sale has none. */
  expiresMs?: number;
}

export interface Settings {
  skus: string[];
  opensMs?: number;
  closesMs?: number;
  perOwner?: number;
  perOperation?: number;
  total?: number;
}

export interface Verdict {
  status: number;
  codes: string[];
}

const sum = (entries: Entry[]): number => entries.reduce((all, { units }) => all + units, 0);
const WINDOWS = { scheduled: 'SALE_NOT_OPEN', closed: 'SALE_CLOSED' };

/** One campaign after the other, with as much stock as anybody may want, while time goes by. */
export class CampaignModel {
  campaign?: Settings;
  nowMs = 0;
  /** Counted up with each campaign that is made. */
  made = 0;
  holders = new Map<string, Holder>();
  /** Counted for good: they are a sale that nobody gives back. */
  private settled: Entry[] = [];

  /** Time goes by, and with it holds lapse. Returns the units that campaigns count no more. */
  moveTo(ms: number): number {
    const before = this.used();
    this.nowMs = ms;
    for (const [id, { expiresMs = Infinity }] of this.holders) if (expiresMs < ms) this.end(id);
    return before - this.used();
  }

  get state(): 'scheduled' | 'open' | 'closed' {
    const { opensMs = 0, closesMs = Infinity } = this.campaign!;
    if (this.nowMs < opensMs) return 'scheduled';
    return this.nowMs < closesMs ? 'open' : 'closed';
  }

  private get isOpen(): boolean {
    return this.campaign !== undefined && this.state === 'open';
  }

  put(settings: Settings): Verdict {
    const status = this.campaign ? 200 : 201;
    if (!this.campaign) this.made += 1;
    this.campaign = settings;
    return { status, codes: [] };
  }

  delete(): Verdict {
    if (!this.campaign) return { status: 404, codes: ['CAMPAIGN_NOT_FOUND'] };
    this.campaign = undefined;
    return { status: 204, codes: [] };
  }

  used(owner?: string): number {
    const all = [...this.settled, ...[...this.holders.values()].flatMap(({ counted }) => counted)];
    const own = all.filter((one) => one.campaign === this.made);
    return sum(owner === undefined ? own : own.filter((one) => one.owner === owner));
  }

  /** Why the owner may not have these units more than the holder has already. */
  refusals(owner: string | null, more: Units, { counted }: Holder = emptyHolder(owner)): string[] {
    const { campaign } = this;
    if (!campaign) return [];
    const codes = [];
    const wanted = [...more].filter(([sku]) => campaign.skus.includes(sku));
    const units = wanted.reduce((all, [, one]) => all + one, 0);
    const { state } = this;
    if (units > 0 && state !== 'open') codes.push(WINDOWS[state]);
    const taken = state === 'open' ? units : 0;
    const own = counted.filter((one) => one.campaign === this.made);
    const moved = sum(own.filter((one) => one.owner !== owner));
    if (this.isLimited(campaign, owner, taken, moved, sum(own))) codes.push('PURCHASE_LIMIT');
    if (campaign.perOwner && owner === null && taken > 0) codes.push('OWNER_REQUIRED');
    return codes;
  }

  private isLimited(
    { perOwner, perOperation, total }: Settings,
    owner: string | null,
    taken: number,
    moved: number,
    has: number,
  ): boolean {
    const coming = taken + moved;
    if (perOwner && owner === null && taken > 0) return false;
    if (perOwner && owner !== null && coming > 0 && this.used(owner) + coming > perOwner) return true;
    if (taken === 0) return false;
    return taken + has > (perOperation ?? Infinity) || this.used() + taken > (total ?? Infinity);
  }

  /** Adds units to a holder, which may be new. */
  take(id: string, owner: string | null, more: Units, status = 201, ttlSeconds?: number): Verdict {
    const holder = this.holders.get(id) ?? emptyHolder(owner);
    const codes = this.refusals(owner, more, holder);
    if (codes.length > 0) return refused(codes);
    this.add(holder, owner, more);
    if (ttlSeconds !== undefined) holder.expiresMs = this.nowMs + ttlSeconds * 1000;
    this.holders.set(id, holder);
    return { status, codes: [] };
  }

  private add(holder: Holder, owner: string | null, more: Units): void {
    for (const [sku, units] of more) {
      holder.units.set(sku, (holder.units.get(sku) ?? 0) + units);
      const counts = this.isOpen && this.campaign!.skus.includes(sku);
      if (!counts || units === 0) continue;
      const same = holder.counted.find(
        (one) => one.owner === owner && one.campaign === this.made && one.sku === sku,
      );
      if (same) same.units += units;
      else holder.counted.push({ owner, campaign: this.made, sku, units });
    }
  }

  /** Units go; what is counted beyond the rest goes with them, or stays counted for good. */
  giveUp(id: string, part: Units, settles = false): void {
    const holder = this.holders.get(id)!;
    for (const [sku, units] of part) holder.units.set(sku, holder.units.get(sku)! - units);
    const room = new Map(holder.units);
    const before = sum(holder.counted);
    const gone: Entry[] = [];
    for (const one of holder.counted) {
      const kept = Math.min(one.units, room.get(one.sku) ?? 0);
      room.set(one.sku, (room.get(one.sku) ?? 0) - kept);
      gone.push({ ...one, units: one.units - kept });
      one.units = kept;
    }
    holder.counted = holder.counted.filter(({ units }) => units > 0);
    if (settles && before > sum(holder.counted)) this.settled.push(...gone);
    if ([...holder.units.values()].every((units) => units === 0)) this.holders.delete(id);
  }

  end(id: string): void {
    this.giveUp(id, new Map(this.holders.get(id)!.units));
  }

  /** Gives a holder other lines, in one step. */
  setLines(id: string, lines: Units): Verdict {
    const holder = this.holders.get(id)!;
    const trial = clone(holder);
    this.holders.set(id, trial);
    const less = new Map([...holder.units].map(([sku, units]) => [sku, Math.max(0, units - (lines.get(sku) ?? 0))])); // prettier-ignore
    const more = new Map([...lines].map(([sku, units]) => [sku, Math.max(0, units - (holder.units.get(sku) ?? 0))])); // prettier-ignore
    this.giveUp(id, less);
    const verdict = this.take(id, holder.owner, more, 200);
    if (verdict.status !== 200) this.holders.set(id, holder);
    else this.holders.get(id)!.expiresMs = holder.expiresMs;
    return verdict;
  }

  /** A reservation becomes an order of a customer, with these units more. */
  order(from: string, id: string, customer: string, more: Units = new Map()): Verdict {
    const holder = this.holders.get(from)!;
    const codes = this.refusals(customer, more, holder);
    if (codes.length > 0) return refused(codes);
    this.holders.delete(from);
    const moved = holder.counted.map((one) => ({ ...one, owner: customer }));
    const order = { ...clone(holder), owner: customer, counted: moved, expiresMs: undefined };
    this.holders.set(id, order);
    this.add(order, customer, more);
    return { status: 201, codes: [] };
  }
}

function emptyHolder(owner: string | null): Holder {
  return { owner, units: new Map(), counted: [] };
}

function clone({ owner, units, counted, expiresMs }: Holder): Holder {
  return { owner, units: new Map(units), counted: counted.map((one) => ({ ...one })), expiresMs };
}

function refused(codes: string[]): Verdict {
  return { status: codes[0] === 'OWNER_REQUIRED' ? 422 : 409, codes };
}
