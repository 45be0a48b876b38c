import { Injectable } from '@nestjs/common';
import { internalOperation, Operation, ScriptRunner } from '../redis';

export interface RawStock {
  onHand: number;
  reserved: number;
  sold: number;
  /** Of the newest movement: stands for this state of the SKU. */
  sequence: number;
}

export interface HoldFault {
  id: string;
  fault: 'expiryKey' | 'deadlineIndex';
  /** Its place in the index of deadlines. */
  member: string;
}

/** `SKU*quantity,SKU*quantity` of each active hold, by id. */
export type ActiveHolds = Map<string, string>;

const PAGE = 500;
/** More than any store has; a reply whose cursor stands still must not be followed for ever. */
const MAX_PAGES = 100_000;
const SOLD_BY = ['deduction', 'commit', 'order', 'reversal', 'restock'];

/** The scripts that read a store page by page to compare its records with their sums, and that mend it. */
@Injectable()
export class AuditLua {
  constructor(private readonly scripts: ScriptRunner) {}

  /** Every SKU's numbers, each as of one moment; undefined where there is no such store. */
  async stock(store: string): Promise<Map<string, RawStock> | undefined> {
    const found = new Map<string, RawStock>();
    let cursor = '';
    for (let page = 0; page < MAX_PAGES; page++) {
      const reply = await this.scripts.run('inventory/scan-stock', { store, args: { cursor, limit: PAGE } });
      if (reply.outcome !== 'OK') return undefined;
      const [more, ...values] = reply.values as string[];
      for (let i = 0; i < values.length; i += 5) {
        const [onHand, reserved, sold, sequence] = values.slice(i + 1, i + 5).map(Number) as [
          number,
          number,
          number,
          number,
        ];
        found.set((cursor = values[i]!), { onHand, reserved, sold, sequence });
      }
      if (more === '0') return found;
    }
    throw new Error(`the stock of ${store} has no end`);
  }

  /** What a SKU's movements up to a sequence add up to; `count` is how many of them are there. */
  async movements(store: string, sku: string, sequence: number): Promise<RawStock & { count: number }> {
    const sum = { onHand: 0, reserved: 0, sold: 0, sequence, count: 0 };
    for (let after = 0; after < sequence; after += PAGE) {
      const args = { sku, after_sequence: after, limit: Math.min(PAGE, sequence - after) };
      const reply = await this.scripts.run('inventory/list-movements', { store, args });
      for (const json of reply.values.slice(1) as string[]) {
        if (json === '') continue;
        const [type, onHandChange, reservedChange] = JSON.parse(json) as [string, number, number];
        sum.onHand += onHandChange;
        sum.reserved += reservedChange;
        if (SOLD_BY.includes(type)) sum.sold -= onHandChange;
        if (type === 'write_off') sum.sold -= (JSON.parse(json) as number[])[9]!;
        sum.count += 1;
      }
    }
    return sum;
  }

  async activeHolds(store: string): Promise<ActiveHolds> {
    const holds: ActiveHolds = new Map();
    let cursor = '0';
    for (let page = 0; page < MAX_PAGES; page++) {
      const reply = await this.scripts.run('inventory/scan-holds', { store, args: { cursor, count: PAGE } });
      const [next, ...values] = reply.values as string[];
      for (let i = 0; i < values.length; i += 2) holds.set(values[i]!, values[i + 1]!.split(' ')[5]!);
      cursor = next!;
      if (cursor === '0') return holds;
    }
    throw new Error(`the reservations of ${store} have no end`);
  }

  /** lua/inventory/inspect-holds.lua */
  async faults(store: string, ids: string[]): Promise<HoldFault[]> {
    const reply = await this.scripts.run('inventory/inspect-holds', { store, ids: { hold: ids }, rest: ids });
    const values = reply.values as string[];
    const faults: HoldFault[] = [];
    for (let i = 0; i < values.length; i += 3) {
      faults.push({ id: values[i]!, fault: values[i + 1] as HoldFault['fault'], member: values[i + 2]! });
    }
    return faults;
  }

  /** lua/inventory/repair-stock.lua; false where the SKU has moved since, or where the sums cannot be a stock. */
  async repairStock(store: string, sku: string, actual: RawStock, reservedChange: number): Promise<boolean> {
    const { sequence, onHand, reserved, sold } = actual;
    if (reserved > onHand || reserved < 0 || sold < 0) return false;
    const args = { sku, sequence, on_hand: onHand, reserved, sold, reserved_change: reservedChange };
    const operation = internalOperation('audit');
    return (await this.scripts.run('inventory/repair-stock', { store, operation, args })).outcome === 'OK';
  }

  /** lua/inventory/reindex-hold.lua */
  async reindex(store: string, id: string): Promise<boolean> {
    const operation: Operation = internalOperation('audit');
    return (
      (await this.scripts.run('inventory/reindex-hold', { store, operation, args: { id } })).outcome === 'OK'
    );
  }
}
