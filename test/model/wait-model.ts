import { Answer } from './inventory-model';

const OK = (status: number): Answer => ({ status });
const refused = (status: number, code: string): Answer => ({ status, code });

export interface ModelHold {
  sku: string;
  quantity: number;
  /** A lapsed one keeps its units back until somebody ends it. */
  state: 'active' | 'lapsed' | 'committed' | 'cancelled' | 'expired';
}

export interface ModelWait {
  id: string;
  sku: string;
  quantity: number;
  atLeast: number;
  state: 'waiting' | 'promoted' | 'expired' | 'cancelled';
  granted?: number;
}

export interface ModelItem {
  onHand: number;
  sold: number;
  safetyStock: number;
}

/**
 * Expected behaviour of stock and its lines, in plain TypeScript. Its reservations are known by the id that they were made
 * with, and those that waits became by that of the wait.
 */
export class WaitModel {
  readonly stock = new Map<string, ModelItem>();
  readonly holds = new Map<string, ModelHold>();
  readonly deductions = new Map<string, { sku: string; quantity: number; reversed: boolean }>();
  readonly waits = new Map<string, ModelWait>();
  /** Who is listed, in order of arrival; one that has expired is until somebody notices. */
  readonly lines = new Map<string, ModelWait[]>();

  reserved(sku: string, ...states: ModelHold['state'][]): number {
    const those = [...this.holds.values()].filter((hold) => hold.sku === sku && states.includes(hold.state));
    return those.reduce((sum, { quantity }) => sum + quantity, 0);
  }

  free(sku: string): number {
    const { onHand, safetyStock } = this.stock.get(sku)!;
    return onHand - this.reserved(sku, 'active', 'lapsed') - safetyStock;
  }

  /** Serves the line of a SKU, and a newcomer behind all others. */
  private run(sku: string): void {
    const line = this.lines.get(sku) ?? [];
    for (let first = line[0]; first; first = line[0]) {
      const free = this.free(sku);
      if (first.state === 'waiting') {
        const units = free >= first.quantity ? first.quantity : free >= first.atLeast ? free : 0;
        if (units === 0) return;
        this.holds.set(first.id, { sku, quantity: units, state: 'active' });
        Object.assign(first, { state: 'promoted', granted: units });
      }
      line.shift();
    }
  }

  /** Ends what is over where so many units could not be had without. */
  private makeRoom(sku: string, quantity: number): void {
    if (this.free(sku) < quantity) this.sweepHolds();
  }

  private sweepHolds(): void {
    const skus = new Set<string>();
    for (const hold of this.holds.values()) {
      if (hold.state !== 'lapsed') continue;
      hold.state = 'expired';
      skus.add(hold.sku);
    }
    for (const sku of skus) this.run(sku);
  }

  sweep(): Answer {
    this.sweepHolds();
    for (const [sku, line] of this.lines) {
      if (!line.some(({ state }) => state === 'expired')) continue;
      this.lines.set(
        sku,
        line.filter(({ state }) => state === 'waiting'),
      );
      this.run(sku);
    }
    return OK(200);
  }

  adjust(sku: string, delta: number): Answer {
    const item = this.stock.get(sku) ?? { onHand: 0, sold: 0, safetyStock: 0 };
    if (delta < 0) {
      this.makeRoom(sku, -delta);
      const unreserved = item.onHand - this.reserved(sku, 'active', 'lapsed');
      if (unreserved + delta < 0) return refused(409, 'INSUFFICIENT_STOCK');
    }
    this.stock.set(sku, { ...item, onHand: item.onHand + delta });
    if (delta > 0) this.run(sku);
    return OK(201);
  }

  keep(sku: string, safetyStock: number): Answer {
    const item = this.stock.get(sku)!;
    const less = safetyStock < item.safetyStock;
    item.safetyStock = safetyStock;
    if (less) this.run(sku);
    return OK(200);
  }

  deduct(id: string, sku: string, quantity: number): Answer {
    this.makeRoom(sku, quantity);
    if (this.deductions.has(id)) return refused(409, 'OPERATION_ALREADY_EXECUTED');
    if (this.free(sku) < quantity) return refused(409, 'INSUFFICIENT_STOCK');
    const item = this.stock.get(sku)!;
    item.onHand -= quantity;
    item.sold += quantity;
    this.deductions.set(id, { sku, quantity, reversed: false });
    return OK(201);
  }

  reverse(id: string, sku: string): Answer {
    const deduction = this.deductions.get(id);
    if (deduction?.sku !== sku) return refused(404, 'DEDUCTION_NOT_FOUND');
    if (deduction.reversed) return refused(409, 'INVALID_STATE');
    deduction.reversed = true;
    const item = this.stock.get(sku)!;
    item.onHand += deduction.quantity;
    item.sold -= deduction.quantity;
    this.run(sku);
    return OK(201);
  }

  reserve(id: string, sku: string, quantity: number): Answer {
    if (this.holds.has(id)) return refused(409, 'RESERVATION_ALREADY_EXISTS');
    this.makeRoom(sku, quantity);
    if (this.free(sku) < quantity) return refused(409, 'INSUFFICIENT_STOCK');
    this.holds.set(id, { sku, quantity, state: 'active' });
    return OK(201);
  }

  finish(id: string, how: 'commit' | 'cancel'): Answer {
    const hold = this.holds.get(id);
    if (!hold) return refused(404, 'RESERVATION_NOT_FOUND');
    if (hold.state === 'lapsed') {
      hold.state = 'expired';
      this.run(hold.sku);
    }
    if (hold.state === 'expired') return refused(409, 'RESERVATION_EXPIRED');
    if (hold.state !== 'active') return refused(409, 'INVALID_STATE');
    const item = this.stock.get(hold.sku)!;
    if (how === 'commit') {
      hold.state = 'committed';
      item.onHand -= hold.quantity;
      item.sold += hold.quantity;
      return OK(200);
    }
    hold.state = 'cancelled';
    this.run(hold.sku);
    return OK(200);
  }

  wait(wait: Omit<ModelWait, 'state'>): Answer {
    if (this.waits.has(wait.id)) return refused(409, 'WAIT_ALREADY_EXISTS');
    this.makeRoom(wait.sku, wait.quantity);
    const made: ModelWait = { ...wait, state: 'waiting' };
    this.waits.set(wait.id, made);
    this.lines.set(wait.sku, [...(this.lines.get(wait.sku) ?? []), made]);
    this.run(wait.sku);
    return OK(201);
  }

  cancelWait(id: string): Answer {
    const wait = this.waits.get(id);
    if (!wait) return refused(404, 'WAIT_NOT_FOUND');
    if (wait.state !== 'waiting') return refused(409, 'INVALID_STATE');
    wait.state = 'cancelled';
    const line = this.lines.get(wait.sku)!;
    line.splice(line.indexOf(wait), 1);
    this.run(wait.sku);
    return OK(200);
  }

  /** The place in the line of one that waits. */
  position(wait: ModelWait): number | null {
    return wait.state === 'waiting' ? this.lines.get(wait.sku)!.indexOf(wait) + 1 : null;
  }
}
