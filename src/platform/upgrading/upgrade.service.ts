import { Injectable } from '@nestjs/common';
import { RECORD_UPGRADES, RecordUpgrade } from '../generated/format';
import { StoreCorruptedError, StoreNames } from '../redis';
import { INDEX_UPGRADES } from './index-upgrades';
import { UpgradeLua } from './upgrade.lua';

/** Totals of an upgrade. */
export interface UpgradeTotals {
  stores: number;
  seen: number;
  upgraded: number;
  damaged: number;
  /** The first of those that are damaged: store, key, id. */
  named: string[];
}

/** Told after each page: the share of the work that is done, from 0 to 1. */
export type OnPage = (done: number, totals: UpgradeTotals) => void;

const NAMES_AT_ONCE = 1_000;
const MOST_NAMED = 100;

/**
 * Brings all records of all stores to their newest versions, and their indexes after them, a page at a time, beside services that work on them. It
 * keeps no place to go on from: where a Redis was restarted none would hold, and what is newest already is passed by
 * about as fast as Redis can show it. So an upgrade that was broken off is simply run again.
 */
@Injectable()
export class UpgradeService {
  constructor(
    private readonly lua: UpgradeLua,
    private readonly names: StoreNames,
  ) {}

  async run(onPage: OnPage): Promise<UpgradeTotals> {
    const stores = await this.stores();
    const totals = { stores: stores.length, seen: 0, upgraded: 0, damaged: 0, named: [] };
    const upgrades = [...RECORD_UPGRADES, ...INDEX_UPGRADES];
    const walks = stores.flatMap((store) => upgrades.map((upgrade) => ({ store, upgrade })));
    for (const [i, { store, upgrade }] of walks.entries()) {
      await this.walk(store, upgrade, totals, (done) => onPage((i + done) / walks.length, totals));
    }
    return totals;
  }

  /** Through the records of one key. */
  private async walk(
    store: string,
    upgrade: RecordUpgrade,
    totals: UpgradeTotals,
    onPage: (done: number) => void,
  ): Promise<void> {
    let walked = 0;
    for (let cursor: string | undefined = '0'; cursor !== undefined;) {
      try {
        const { next, size, seen, upgraded, damaged } = await this.lua.page(store, upgrade, cursor);
        walked += seen;
        totals.seen += seen;
        totals.upgraded += upgraded;
        for (const id of damaged) note(totals, `${store} ${upgrade.key} ${id}`);
        cursor = next;
        onPage(next === undefined ? 1 : Math.min(walked / size, 1));
      } catch (error) {
        if (!(error instanceof StoreCorruptedError)) throw error;
        note(totals, `${store} ${upgrade.key}: ${error.message}`);
        return;
      }
    }
  }

  private async stores(): Promise<string[]> {
    const stores: string[] = [];
    for (let more = true; more;) {
      const page = await this.names.list(stores.at(-1) ?? '', NAMES_AT_ONCE);
      stores.push(...page.names);
      more = page.more;
    }
    return stores;
  }
}

function note(totals: UpgradeTotals, name: string): void {
  totals.damaged += 1;
  if (totals.named.length < MOST_NAMED) totals.named.push(name);
}
