import { Injectable } from '@nestjs/common';
import { Problem, STORE_NOT_FOUND } from '../http';
import { ActiveHolds, AuditLua, RawStock } from './audit.lua';
import { AuditReport, Drift } from './dto/upkeep.dto';
import { ReservationSweepLua } from './sweep.lua';

const PASSES = 3;
const INSPECTED_AT_ONCE = 100;

/** A comparison of a SKU's records with its sums, both as of the same movement. */
interface Comparison {
  sku: string;
  recorded: RawStock;
  moved: RawStock & { count: number };
  held: number;
}

/**
 * Adds up every movement and every hold of a store and compares. Nothing is locked meanwhile: a SKU's numbers and
 * the holds can be compared when its sequence is the same before and after the holds were read.
 */
@Injectable()
export class AuditService {
  constructor(
    private readonly lua: AuditLua,
    private readonly sweep: ReservationSweepLua,
  ) {}

  async audit(store: string, repair: boolean): Promise<AuditReport> {
    const compared = new Map<string, Comparison>();
    let unsettled: string[] = [];
    let holds: ActiveHolds = new Map();
    for (let pass = 0; pass < PASSES; pass++) {
      const before = await this.stockOf(store);
      holds = await this.lua.activeHolds(store);
      const after = await this.stockOf(store);
      const held = heldBySku(holds);
      unsettled = [];
      for (const [sku, recorded] of after) {
        if (before.get(sku)?.sequence !== recorded.sequence) unsettled.push(sku);
        else if (!compared.has(sku)) {
          const moved = await this.lua.movements(store, sku, recorded.sequence);
          compared.set(sku, { sku, recorded, moved, held: held.get(sku) ?? 0 });
        }
      }
      unsettled = unsettled.filter((sku) => !compared.has(sku));
      if (unsettled.length === 0) break;
    }
    const drift = [
      ...(await this.stockDrift(store, [...compared.values()], repair)),
      ...(await this.holdDrift(store, holds, repair)),
    ];
    return { skus: compared.size + unsettled.length, reservations: holds.size, drift, unsettled };
  }

  private async stockOf(store: string): Promise<Map<string, RawStock>> {
    const stock = await this.lua.stock(store);
    if (!stock) throw new Problem(STORE_NOT_FOUND, 'There is no such store.');
    return stock;
  }

  private async stockDrift(store: string, comparisons: Comparison[], repair: boolean): Promise<Drift[]> {
    const all: Drift[] = [];
    for (const comparison of comparisons) {
      const drift = driftOf(comparison);
      if (repair && drift.length > 0) {
        const { sku, recorded, moved, held } = comparison;
        const actual = { ...moved, reserved: held, sequence: recorded.sequence };
        const whole = moved.count === recorded.sequence;
        const repaired = whole && (await this.lua.repairStock(store, sku, actual, held - moved.reserved));
        drift.forEach((item) => (item.repaired = repaired));
      }
      all.push(...drift);
    }
    return all;
  }

  private async holdDrift(store: string, holds: ActiveHolds, repair: boolean): Promise<Drift[]> {
    const ids = [...holds.keys()];
    const all: Drift[] = [];
    for (let i = 0; i < ids.length; i += INSPECTED_AT_ONCE) {
      for (const { id, fault, member } of await this.lua.faults(store, ids.slice(i, i + INSPECTED_AT_ONCE))) {
        const sku = holds.get(id)!.split('*')[0]!;
        const item: Drift = { sku, field: fault, recorded: 1, actual: 0, reservationId: id };
        if (repair) item.repaired = await this.mend(store, id, fault, member);
        all.push(item);
      }
    }
    return all;
  }

  /** A hold without its expiry key cannot be used any more, so it is ended as expired. */
  private async mend(store: string, id: string, fault: string, member: string): Promise<boolean> {
    if (fault === 'deadlineIndex') return this.lua.reindex(store, id);
    return (await this.sweep.release(store, [member])).released === 1;
  }
}

function driftOf({ sku, recorded, moved, held }: Comparison): Drift[] {
  const pairs: [Drift['field'], number, number][] = [
    ['onHand', recorded.onHand, moved.onHand],
    ['reserved', recorded.reserved, held],
    ['sold', recorded.sold, moved.sold],
    ['movements', recorded.sequence, moved.count],
  ];
  return pairs
    .filter(([, expected, actual]) => expected !== actual)
    .map(([field, expected, actual]) => ({ sku, field, recorded: expected, actual }));
}

function heldBySku(holds: ActiveHolds): Map<string, number> {
  const held = new Map<string, number>();
  for (const lines of holds.values()) {
    for (const line of lines.split(',')) {
      const [sku, quantity] = line.split('*') as [string, string];
      held.set(sku, (held.get(sku) ?? 0) + Number(quantity));
    }
  }
  return held;
}
