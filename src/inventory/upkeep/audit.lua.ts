import { Injectable } from '@nestjs/common';
import { internalOperation, PackedLine, Reply, ScriptArgs, ScriptRunner } from '../../platform/redis';
import { decodeReservation } from '../generated/reservation-record';
import { addMovement, beginBehind, noSums, openingOf, Sums } from './movement-sums';
import { RawStock, Recorded, StockRepair } from './stock-comparison';

export interface ReservationFault {
  id: string;
  fault: 'expiryKey' | 'deadlineIndex';
  /** Its place in the index of deadlines. */
  member: string;
}

/** Units that each active reservation keeps back, by id; undefined where its record cannot be read. */
export type ActiveReservations = Map<string, PackedLine[] | undefined>;

/** By SKU, what walking found that reading by name and number may not find: sequences, NaN for none that is a number. */
export type Finds = Map<string, number[]>;

const PAGE = 500;
/** More than any store has; a reply whose cursor stands still must not be followed for ever. */
const MAX_PAGES = 100_000;
/** How many movements are looked for behind the last one that a record counts. */
const BEHIND = 16;

/** The scripts that read a store page by page to compare its records with their sums, and that repair it. */
@Injectable()
export class AuditLua {
  constructor(private readonly scripts: ScriptRunner) {}

  /** Recorded numbers of each SKU in the list, as of one moment each; undefined where there is no such store. */
  async listed(store: string): Promise<Map<string, Recorded> | undefined> {
    const found = new Map<string, Recorded>();
    let cursor = '';
    for (let page = 0; page < MAX_PAGES; page++) {
      const reply = await this.scripts.run('inventory/scan-stock', { store, args: { cursor, limit: PAGE } });
      if (reply.outcome !== 'OK') return undefined;
      const [more, ...values] = reply.values as string[];
      for (let i = 0; i < values.length; i += 5) {
        found.set((cursor = values[i]!), { listed: true, stock: rawStock(values.slice(i + 1, i + 5)) });
      }
      if (more === '0') return found;
    }
    throw new Error(`the stock of ${store} has no end`);
  }

  /** lua/inventory/scan-unlisted.lua, from end to end. */
  async finds(store: string): Promise<Finds> {
    const found: Finds = new Map();
    for (const walked of ['stock', 'movements', 'sold'] as const) await this.walk(store, walked, found);
    return found;
  }

  private async walk(
    store: string,
    walked: ScriptArgs['inventory/scan-unlisted']['walked'],
    found: Finds,
  ): Promise<void> {
    let cursor = '0';
    for (let page = 0; page < MAX_PAGES; page++) {
      const args = { walked, cursor, page: PAGE };
      const reply = await this.scripts.run('inventory/scan-unlisted', { store, args });
      const [next, ...values] = reply.values as string[];
      if (next === undefined) return; // there is no such store
      for (let i = 0; i < values.length; i += 2) {
        const sequence = values[i + 1] === '' ? NaN : Number(values[i + 1]);
        found.set(values[i]!, [...(found.get(values[i]!) ?? []), sequence]);
      }
      cursor = next;
      if (cursor === '0') return;
    }
    throw new Error(`the ${walked} of ${store} have no end`);
  }

  /** Recorded numbers of one SKU. */
  async recorded(store: string, sku: string): Promise<Recorded> {
    return recordedOf(await this.scan(store, sku, 0, 1));
  }

  /**
   * Sums of a SKU's movements: of those up to the recorded sequence (undefined where that cannot be read), and of those
   * that its record does not count. Tells the units that these reservations keep back.
   */
  async movements(
    store: string,
    sku: string,
    sequence: number | undefined,
    reservations: ReadonlySet<string>,
  ): Promise<Sums> {
    const sums = noSums();
    let after = 0;
    for (let page = 0; page < MAX_PAGES; page++) {
      const left = (sequence ?? 0) - after;
      const limit = left > -BEHIND && sequence !== undefined ? Math.min(PAGE, left + BEHIND) : PAGE;
      const reply = await this.scan(store, sku, after, limit);
      const counted = recordedOf(reply).stock?.sequence ?? 0;
      const opening = openingOf(reply.values[5] as string);
      if (opening && opening.sequence > after) {
        beginBehind(sums, opening);
        after = opening.sequence;
        if (sequence !== undefined && after > sequence && after <= counted)
          return { ...sums, movedSince: true };
        continue;
      }
      let found = false;
      (reply.values as string[]).slice(6).forEach((json, i) => {
        const at = after + i + 1;
        const movedSince = sequence !== undefined && at > sequence && at <= counted;
        if (json === '' || movedSince) return;
        found = true;
        addMovement(sums, at, json, reservations);
      });
      after += limit;
      if (found) continue;
      // A record may count far more than there are: of those behind a page of none, only the last is looked for.
      if (after < (sequence ?? 0)) await this.addLast(store, sku, sequence!, sums);
      return sums;
    }
    throw new Error(`the movements of ${sku} in ${store} have no end`);
  }

  private async addLast(store: string, sku: string, sequence: number, sums: Sums): Promise<void> {
    const json = (await this.scan(store, sku, sequence - 1, 1)).values[6] as string;
    if (json !== '') addMovement(sums, sequence, json, new Set());
  }

  async activeReservations(store: string): Promise<ActiveReservations> {
    const reservations: ActiveReservations = new Map();
    let cursor = '0';
    for (let page = 0; page < MAX_PAGES; page++) {
      const reply = await this.scripts.run('inventory/scan-reservations', {
        store,
        args: { cursor, page: PAGE },
      });
      const [next, ...values] = reply.values as string[];
      for (let i = 0; i < values.length; i += 2) reservations.set(values[i]!, linesOf(values[i + 1]!));
      cursor = next!;
      if (cursor === '0') return reservations;
    }
    throw new Error(`the reservations of ${store} have no end`);
  }

  /** lua/inventory/inspect-reservations.lua */
  async faults(store: string, ids: string[]): Promise<ReservationFault[]> {
    const reply = await this.scripts.run('inventory/inspect-reservations', {
      store,
      ids: { hold: ids },
      items: ids.map((id) => ({ id })),
    });
    const values = reply.values as string[];
    const faults: ReservationFault[] = [];
    for (let i = 0; i < values.length; i += 3) {
      faults.push({
        id: values[i]!,
        fault: values[i + 1] as ReservationFault['fault'],
        member: values[i + 2]!,
      });
    }
    return faults;
  }

  /**
   * lua/inventory/repair-stock.lua: `recorded` is the sequence in the SKU's record, undefined where that cannot be read.
   * False where the SKU has moved since, or where the sums cannot be a stock.
   */
  async repairStock(store: string, { sku, recorded, actual, change, dryRun }: StockRepair): Promise<boolean> {
    const { sequence, onHand, reserved, sold } = actual;
    if (reserved > onHand || reserved < 0 || sold < 0 || Math.max(onHand, sold) > Number.MAX_SAFE_INTEGER) {
      return false;
    }
    const sums = { sequence, on_hand: onHand, reserved, sold, reserved_change: change };
    const args = { sku, recorded_sequence: recorded, ...sums };
    const operation = internalOperation('audit', dryRun);
    return (await this.scripts.run('inventory/repair-stock', { store, operation, args })).outcome === 'OK';
  }

  /** lua/inventory/reindex-reservation.lua */
  async reindex(store: string, id: string, dryRun: boolean): Promise<boolean> {
    const call = { store, operation: internalOperation('audit', dryRun), args: { id } };
    return (await this.scripts.run('inventory/reindex-reservation', call)).outcome === 'OK';
  }

  private scan(store: string, sku: string, after: number, limit: number): Promise<Reply> {
    const args = { sku, after_sequence: after, limit };
    return this.scripts.run('inventory/scan-movements', { store, args });
  }
}

/** Lines that an active reservation keeps back; undefined where its record cannot be read. */
function linesOf(record: string): PackedLine[] | undefined {
  try {
    return decodeReservation(record).lines;
  } catch {
    return undefined;
  }
}

/** Reads the beginning of a reply of lua/inventory/scan-movements.lua. */
function recordedOf(reply: Reply): Recorded {
  const [listed, ...values] = reply.values as string[];
  return { listed: listed === '1', stock: rawStock(values) };
}

/** Reads on_hand, reserved, sold, sequence; undefined where they cannot be read. */
function rawStock(values: string[]): RawStock | undefined {
  if (values[0] === '') return undefined;
  const [onHand, reserved, sold, sequence] = values.map(Number) as [number, number, number, number];
  return { onHand, reserved, sold, sequence };
}
