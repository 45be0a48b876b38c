import { Injectable } from '@nestjs/common';
import { Problem, STORE_NOT_FOUND } from '../../platform/http';
import { ActiveReservations, AuditLua, Finds } from './audit.lua';
import { AuditReport, Drift } from './dto/upkeep.dto';
import { EarlierMovements } from '../stock/earlier-movements';
import { addArchived } from './movement-sums';
import { canBeRebuilt, Comparison, driftOf, Recorded } from './stock-comparison';
import { ReservationSweepLua } from '../reservations/sweep.lua';

const PASSES = 3;
const INSPECTED_AT_ONCE = 100;

export interface Repair {
  repair: boolean;
  /** Says what would be repaired, and writes nothing. */
  dryRun: boolean;
  /** Adds movements up that have left for the archive, and not what Redis noted of them. */
  archive: boolean;
}

type Fault = Record<'id' | 'fault' | 'member', string>;

/**
 * Adds up every movement and every reservation of a store and compares. Nothing is locked meanwhile: a SKU's numbers and
 * the reservations can be compared when its sequence is the same before and after the reservations were read.
 */
@Injectable()
export class AuditService {
  constructor(
    private readonly lua: AuditLua,
    private readonly sweep: ReservationSweepLua,
    private readonly earlier: EarlierMovements,
  ) {}

  async audit(store: string, how: Repair): Promise<AuditReport> {
    if (how.archive) this.earlier.requireArchive();
    const compared = new Map<string, Comparison>();
    let unsettled: string[] = [];
    let reservations: ActiveReservations = new Map();
    const finds = await this.lua.finds(store);
    for (let pass = 0; pass < PASSES; pass++) {
      const before = await this.recorded(store, finds);
      reservations = await this.lua.activeReservations(store);
      const after = await this.recorded(store, finds);
      const held = heldBySku(reservations);
      unsettled = [];
      for (const [sku, recorded] of after) {
        if (compared.has(sku)) continue;
        const comparison =
          isSame(before.get(sku), recorded) &&
          (await this.compare(store, sku, recorded, { finds, reservations, held, archive: how.archive }));
        if (comparison && !comparison.moved.movedSince) compared.set(sku, comparison);
        else unsettled.push(sku);
      }
      if (unsettled.length === 0) break;
    }
    const comparisons = [...compared.values()];
    const drift = [
      ...(await this.stockDrift(store, comparisons, how)),
      ...lostReservations(comparisons, reservations, how.repair),
      ...(await this.reservationDrift(store, reservations, how)),
    ];
    return { skus: compared.size + unsettled.length, reservations: reservations.size, drift, unsettled };
  }

  /** Recorded numbers of every SKU: those in the list, and those that it lacks. */
  private async recorded(store: string, finds: Finds): Promise<Map<string, Recorded>> {
    const all = await this.lua.listed(store);
    if (!all) throw new Problem(STORE_NOT_FOUND, 'There is no such store.');
    for (const sku of finds.keys()) if (!all.has(sku)) all.set(sku, await this.lua.recorded(store, sku));
    return all;
  }

  private async compare(
    store: string,
    sku: string,
    recorded: Recorded,
    {
      finds,
      reservations,
      held,
      archive,
    }: { finds: Finds; reservations: ActiveReservations; held: Map<string, number>; archive: boolean },
  ): Promise<Comparison> {
    const lost = new Set([...reservations.keys()].filter((id) => reservations.get(id) === undefined));
    const moved = await this.lua.movements(store, sku, recorded.stock?.sequence, lost);
    const { opening } = moved;
    if (opening && archive) {
      addArchived(moved, await this.earlier.movementSums(store, sku, opening.sequence, [...lost]));
    }
    // Only movements tell the units of a reservation whose record cannot be read.
    const heldByLost = [...moved.ofReservations.values()].reduce((sum, units) => sum + units, 0);
    const mayLack = opening !== undefined && !archive && lost.size > 0;
    const strays = (finds.get(sku) ?? []).some((sequence) => !(sequence <= moved.highest));
    return { sku, recorded, moved, held: (held.get(sku) ?? 0) + heldByLost, strays, mayLack };
  }

  private async stockDrift(
    store: string,
    comparisons: Comparison[],
    { repair, dryRun }: Repair,
  ): Promise<Drift[]> {
    const all: Drift[] = [];
    for (const comparison of comparisons) {
      const drift = driftOf(comparison);
      if (repair && drift.length > 0) {
        const { sku, recorded, moved, held } = comparison;
        const actual = { ...moved, reserved: held, sequence: moved.highest };
        const change = held - moved.reserved;
        const repaired =
          canBeRebuilt(comparison) &&
          (await this.lua.repairStock(store, {
            sku,
            recorded: recorded.stock?.sequence,
            actual,
            change,
            dryRun,
          }));
        drift.forEach((item) => (item.repaired = repaired));
      }
      all.push(...drift);
    }
    return all;
  }

  private async reservationDrift(
    store: string,
    reservations: ActiveReservations,
    { repair, dryRun }: Repair,
  ): Promise<Drift[]> {
    const ids = [...reservations.keys()].filter((id) => reservations.get(id) !== undefined);
    const all: Drift[] = [];
    for (let i = 0; i < ids.length; i += INSPECTED_AT_ONCE) {
      for (const { id, fault, member } of await this.lua.faults(store, ids.slice(i, i + INSPECTED_AT_ONCE))) {
        const sku = reservations.get(id)![0]!.sku;
        const item: Drift = { sku, field: fault, recorded: 1, actual: 0, reservationId: id };
        if (repair) item.repaired = await this.repair(store, { id, fault, member }, dryRun);
        all.push(item);
      }
    }
    return all;
  }

  /** A reservation without its expiry key cannot be used any more, so it is ended as expired. */
  private async repair(store: string, { id, fault, member }: Fault, dryRun: boolean): Promise<boolean> {
    if (fault === 'deadlineIndex') return this.lua.reindex(store, id, dryRun);
    return (await this.sweep.release(store, [member], dryRun)).released === 1;
  }
}

/** Whether nothing moved between two readings of a SKU; one that cannot be read cannot be moved. */
function isSame(before: Recorded | undefined, after: Recorded): boolean {
  return before !== undefined && before.stock?.sequence === after.stock?.sequence;
}

/** The reservations whose records cannot be read, with each SKU of which a movement tells that they kept it back. */
function lostReservations(
  comparisons: Comparison[],
  reservations: ActiveReservations,
  repair: boolean,
): Drift[] {
  const unrepaired = repair ? { repaired: false } : {};
  const drift = (sku: string, reservationId: string): Drift => {
    return { sku, field: 'record', recorded: 1, actual: 0, reservationId, ...unrepaired };
  };
  const lost = [...reservations.keys()].filter((id) => reservations.get(id) === undefined);
  return lost.flatMap((id) => {
    const skus = comparisons.filter(({ moved }) => moved.ofReservations.has(id)).map(({ sku }) => sku);
    return (skus.length > 0 ? skus : ['']).map((sku) => drift(sku, id));
  });
}

function heldBySku(reservations: ActiveReservations): Map<string, number> {
  const held = new Map<string, number>();
  for (const lines of reservations.values()) {
    for (const { sku, quantity } of lines ?? []) held.set(sku, (held.get(sku) ?? 0) + quantity);
  }
  return held;
}
