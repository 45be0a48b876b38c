/**
 * Expected behaviour of limits as time goes by, in plain TypeScript: days are what Intl says of each instant, and all
 * that an account used is added up anew from the list of its transfers. It knows no midnights and no running totals.
 */
const QUARTER_MS = 900_000;
const BUCKET_MS_PER_HOUR = 60_000;

export interface RollingRule {
  hours: number;
  amount?: number;
  count?: number;
}
export interface Limits {
  perTransfer?: number;
  daily?: number;
  rolling?: RollingRule[];
}

interface Made {
  id: string;
  from: string;
  to: string;
  amount: number;
  madeMs: number;
  posted: number;
  reversed: number;
  state: 'pending' | 'posted' | 'voided' | 'expired';
  expiresMs: number;
  group?: string;
}

export interface Wanted {
  from: string;
  to: string;
  amount: number;
  /** Seconds for which it is pending. */
  ttl?: number;
}

export interface Verdict {
  status: number;
  code?: string;
  [detail: string]: unknown;
}

const OK: Verdict = { status: 200 };
const WRONG_STATE: Verdict = { status: 409, code: 'INVALID_STATE' };

export class LimitsModel {
  readonly transfers = new Map<string, Made>();
  readonly groups = new Map<string, string[]>();
  readonly balances = new Map<string, number>();
  private readonly limits = new Map<string, Limits>();
  private readonly begun = new Map<string, number>();
  private readonly dates: Intl.DateTimeFormat;

  constructor(
    timeZone: string,
    private readonly defaults: Limits,
    public nowMs: number,
  ) {
    this.dates = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  }

  dateAt(ms: number): string {
    return this.dates.format(ms);
  }

  /** The next instant of another date: zones and their shifts keep to quarters of an hour. */
  dayEnd(ms: number): number {
    let next = Math.floor(ms / QUARTER_MS) * QUARTER_MS;
    while (this.dateAt(next) === this.dateAt(ms) || next <= ms) next += QUARTER_MS;
    return next;
  }

  /** Moves on, and lets lapse what is over; a deadline is the last millisecond that holds. */
  moveTo(ms: number): void {
    this.nowMs = ms;
    for (const one of this.transfers.values())
      if (one.state === 'pending' && one.expiresMs < ms) one.state = 'expired';
  }

  put(account: string, limits: Limits): void {
    const before = this.limitsOf(account).rolling ?? [];
    for (const { hours } of limits.rolling ?? []) {
      const goesOn = before.some((rule) => rule.hours === hours);
      if (!goesOn) this.begun.set(`${account}/${hours}`, this.nowMs);
    }
    this.limits.set(account, limits);
    if (!this.balances.has(account)) this.balances.set(account, 0);
  }

  limitsOf(account: string): Limits {
    return this.limits.get(account) ?? {};
  }

  usedToday(account: string): number {
    const today = this.dateAt(this.nowMs);
    return total(this.outOf(account).filter((one) => this.dateAt(one.madeMs) === today));
  }

  /** Use of a rule: of the current sixtieth of its hours and the sixty before it. */
  usedRolling(account: string, { hours }: RollingRule): { hours: number; amount: number; count: number } {
    const counted = this.inWindow(account, hours);
    return { hours, amount: total(counted), count: counted.filter((one) => counts(one)).length };
  }

  /** All or none of these transfers. */
  make(ids: string[], wanted: Wanted[], group?: string): Verdict {
    const earliest = Math.min(...wanted.map(({ ttl }) => ttl ?? Infinity));
    for (const [index, { ttl, ...one }] of wanted.entries()) {
      const verdict = this.refusal(one);
      if (verdict) {
        ids.slice(0, index).forEach((id) => this.unmake(id));
        return group === undefined ? verdict : { ...verdict, index };
      }
      const state = ttl === undefined ? 'posted' : 'pending';
      const expiresMs = this.nowMs + earliest * 1000;
      const [posted, id] = [ttl === undefined ? one.amount : 0, ids[index]!];
      this.transfers.set(id, {
        ...one,
        id,
        state,
        posted,
        expiresMs,
        reversed: 0,
        madeMs: this.nowMs,
        group,
      });
      this.move(one, posted);
    }
    if (group !== undefined) this.groups.set(group, ids);
    return { status: group === undefined ? 201 : 200 };
  }

  /** Ends all of these: one transfer, or those of a group. */
  end(ids: string[], verb: 'post' | 'void' | 'reverse', amount?: number): Verdict {
    const all = ids.map((id) => this.transfers.get(id)!);
    const left = (one: Made): number => one.posted - one.reversed;
    const fits = (one: Made): boolean =>
      verb === 'reverse' ? one.state === 'posted' && left(one) > 0 : one.state === 'pending';
    if (!all.every(fits)) return WRONG_STATE;
    for (const one of all) {
      const most = verb === 'reverse' ? left(one) : one.amount;
      if (verb !== 'void' && (amount ?? 0) > most) return { status: 409, code: 'AMOUNT_EXCEEDED' };
      const moved = verb === 'void' ? 0 : (amount ?? most);
      if (verb === 'reverse') one.reversed += moved;
      else [one.state, one.posted] = [verb === 'post' ? 'posted' : 'voided', moved];
      this.move(one, verb === 'reverse' ? -moved : moved);
    }
    return verb === 'reverse' ? { status: 201 } : OK;
  }

  /** Money that went out within the last hours to the millisecond: a limit may count more than that, and never less. */
  exactly(account: string, hours: number): { amount: number; count: number } {
    const since = this.nowMs - hours * 3_600_000;
    const counted = this.inWindow(account, hours).filter((one) => one.madeMs > since);
    return { amount: total(counted), count: counted.filter((one) => counts(one)).length };
  }

  private refusal({ from, amount }: Omit<Wanted, 'ttl'>): Verdict | undefined {
    const own = this.limitsOf(from);
    const isOwn = own.perTransfer !== undefined || own.daily !== undefined || own.rolling !== undefined;
    const { perTransfer = Infinity, daily = Infinity, rolling = [] } = isOwn ? own : this.defaults;
    const refused = { status: 409, code: 'LIMIT_EXCEEDED', account: from };
    if (amount > perTransfer)
      return {
        ...refused,
        scope: 'perTransfer',
        limit: perTransfer,
        used: 0,
        requested: amount,
        resetsAt: null,
      };
    const used = this.usedToday(from);
    const resetsAt = new Date(this.dayEnd(this.nowMs)).toISOString();
    if (used + amount > daily)
      return { ...refused, scope: 'daily', limit: daily, used, requested: amount, resetsAt };
    for (const rule of rolling) {
      for (const [scope, measure, requested] of [
        ['rollingAmount', 'amount', amount],
        ['rollingCount', 'count', 1],
      ] as const) {
        const [limit, inUse] = [rule[measure] ?? Infinity, this.usedRolling(from, rule)[measure]];
        const room = { hours: rule.hours, resetsAt: this.roomAt(from, rule, measure, requested) };
        if (inUse + requested > limit) return { ...refused, scope, limit, used: inUse, requested, ...room };
      }
    }
    return undefined;
  }

  /** The first time at which so much has aged out that this fits. */
  private roomAt(
    account: string,
    rule: RollingRule,
    measure: 'amount' | 'count',
    requested: number,
  ): unknown {
    const width = rule.hours * BUCKET_MS_PER_HOUR;
    const first = Math.floor(this.nowMs / width);
    for (let number = first; number <= first + 61; number++) {
      const there = this.inWindow(account, rule.hours, number * width);
      const used = measure === 'amount' ? total(there) : there.filter((one) => counts(one)).length;
      if (used + requested <= (rule[measure] ?? Infinity)) return new Date(number * width).toISOString();
    }
    return null;
  }

  private inWindow(account: string, hours: number, nowMs = this.nowMs): Made[] {
    const [width, begun] = [hours * BUCKET_MS_PER_HOUR, this.begun.get(`${account}/${hours}`) ?? Infinity];
    const first = (Math.floor(nowMs / width) - 60) * width;
    return this.outOf(account).filter(({ madeMs }) => madeMs >= first && madeMs >= begun);
  }

  private outOf(account: string): Made[] {
    return [...this.transfers.values()].filter(({ from }) => from === account);
  }

  private unmake(id: string): void {
    const one = this.transfers.get(id)!;
    this.move(one, -one.posted);
    this.transfers.delete(id);
  }

  private move({ from, to }: { from: string; to: string }, amount: number): void {
    this.balances.set(from, (this.balances.get(from) ?? 0) - amount);
    this.balances.set(to, (this.balances.get(to) ?? 0) + amount);
  }
}

/** The use that a transfer makes: all that it holds, or else what it moved and nobody took back. */
function uses({ state, amount, posted, reversed }: Made): number {
  return state === 'pending' ? amount : posted - reversed;
}
const counts = (one: Made): boolean => uses(one) > 0;
const total = (all: Made[]): number => all.reduce((sum, one) => sum + uses(one), 0);
