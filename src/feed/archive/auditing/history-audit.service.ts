import { Injectable } from '@nestjs/common';
import { Problem } from '../../../platform/http';
import { AccountName, decodeEntry } from '../../../ledger';
import { decodeMovement } from '../../../inventory';
import { isoTime, readRecord } from '../../../platform/redis';
import { placeIn, POSITION_GONE, StoresService } from '../../../stores';
import { HistoryLua, Walked } from '../copying/history.lua';
import { Database } from '../database';
import { accountOf } from '../tables/entries';
import { ArchiveDifference } from './archive-audit.dto';
import { addEntries, addMovements, archivedEvents, Counted } from './archived-groups';
import { Groups } from './groups';
import { OpeningAudit } from './opening-audit.service';

const PAGE = 500;
const AT_ONCE = 100;
const ATTEMPTS = 5;

interface WholeHistory {
  id: string;
  base: number;
  values: string[];
}

/** A side of Redis that was read, and what has to be in the archive for a comparison. */
export type Compare = () => Promise<ArchiveDifference[]>;

/**
 * Compares histories, which only grow: Redis is read first, and the archive, once it has come so far, up to the last thing that
 * was read. Sales in between change nothing.
 */
@Injectable()
export class HistoryAudit {
  constructor(
    private readonly database: Database,
    private readonly stores: StoresService,
    private readonly history: HistoryLua,
    private readonly openings: OpeningAudit,
  ) {}

  async events(store: string): Promise<Compare> {
    const { groups, range } = await this.keptEvents(store);
    return async () => {
      if (!range) return this.openings.events(store);
      const archived = await this.database.transaction((transaction) =>
        archivedEvents(transaction, store, range),
      );
      return [...groups.differences('events', archived), ...(await this.openings.events(store))];
    };
  }

  /** Begins anew where the first ones leave meanwhile. */
  private async keptEvents(store: string): Promise<{ groups: Groups; range?: [string, string] }> {
    let [groups, range] = [new Groups(), undefined as [string, string] | undefined];
    for (let place = placeIn(''), more = true, attempt = 0; more;) {
      try {
        const read = await this.stores.keptEffectsBehind(store, place, PAGE);
        for (const { id, type, at } of read.effects) {
          groups.add(dayOf(at), type, 'rows', 1);
          range = [range?.[0] ?? id, id];
        }
        ({ place, more } = read);
      } catch (error) {
        const isGone = error instanceof Problem && error.kind === POSITION_GONE;
        if (!isGone || ++attempt === ATTEMPTS) throw error;
        [groups, range, place] = [new Groups(), undefined, placeIn('')];
      }
    }
    return { groups, range };
  }

  async movements(store: string): Promise<Compare> {
    const groups = new Groups();
    const counted = new Map<string, Counted>();
    for await (const skus of this.walk(store, 'stock')) {
      for await (const found of this.wholly(store, 'movements', skus)) {
        counted.set(found.id, { base: found.base, last: found.base + found.values.length });
        for (const json of found.values) addMovement(groups, found.id, json);
      }
    }
    return async () => {
      const archived = new Groups();
      await this.each(counted, (transaction, page) => addMovements(archived, transaction, store, page));
      return [
        ...groups.differences('movements', archived),
        ...(await this.openings.movements(store, counted.keys())),
      ];
    };
  }

  async entries(store: string): Promise<Compare> {
    const groups = new Groups();
    const counted = new Map<string, Counted & AccountName>();
    for await (const keys of this.walk(store, 'accounts')) {
      const names = await this.names(store, keys);
      for await (const { id, base, values } of this.wholly(store, 'entries', [...names.keys()])) {
        const name = names.get(id)!;
        counted.set(id, { ...name, base, last: base + values.length });
        for (const record of values) addEntry(groups, name, record);
      }
    }
    return async () => {
      const archived = new Groups();
      await this.each(counted, (transaction, page) => addEntries(archived, transaction, store, page));
      return [...groups.differences('entries', archived), ...(await this.openings.entries(store, counted))];
    };
  }

  /** Histories as Redis keeps them. More of one may leave while it is read: then it is read again. */
  private async *wholly(
    store: string,
    kind: 'movements' | 'entries',
    ids: string[],
  ): AsyncGenerator<WholeHistory> {
    let left = ids;
    for (let attempt = 0; left.length > 0 && attempt < ATTEMPTS; attempt++) {
      const read = new Map<string, WholeHistory>();
      const torn = new Set<string>();
      const wanted = left.map((id) => ({ kind, id, after: 0 }));
      for await (const { wanted: of, values } of this.history.read(store, wanted)) {
        const found = read.get(of.id) ?? { id: of.id, base: of.after, values: [] };
        if (found.base + found.values.length !== of.after) torn.add(of.id);
        read.set(of.id, { ...found, values: [...found.values, ...values] });
      }
      for (const found of read.values()) if (!torn.has(found.id)) yield found;
      left = [...torn];
    }
  }

  /** Names that a walk finds twice are handed on once. */
  private async *walk(store: string, walked: Walked): AsyncGenerator<string[]> {
    const seen = new Set<string>();
    for (let cursor = '', ids: string[]; cursor !== '0';) {
      ({ ids, next: cursor } = await this.history.walk(store, walked, cursor || '0'));
      yield ids.filter((id) => !seen.has(id) && seen.add(id));
    }
  }

  private async names(store: string, keys: string[]): Promise<Map<string, AccountName>> {
    const names = new Map<string, AccountName>();
    const wanted = keys.map((id) => ({ kind: 'account' as const, id, after: 0 }));
    for await (const { wanted: of, values } of this.history.read(store, wanted)) {
      names.set(
        of.id,
        readRecord('accounts', of.id, () => accountOf(of.id, values[0]!)),
      );
    }
    return names;
  }

  private async each<T>(
    all: ReadonlyMap<string, T>,
    add: (transaction: Parameters<typeof addMovements>[1], page: ReadonlyMap<string, T>) => Promise<void>,
  ): Promise<void> {
    const left = [...all];
    while (left.length > 0) {
      const page = new Map(left.splice(0, AT_ONCE));
      await this.database.transaction((transaction) => add(transaction, page));
    }
  }
}

function dayOf(at: string): string {
  return at.slice(0, 10);
}

/** A record that cannot be read is one that the archive lacks; the audits of stock and money name it. */
function addMovement(groups: Groups, sku: string, json: string): void {
  const { type, onHandChange, reservedChange, atMs } = readRecord('movements', sku, () =>
    decodeMovement(json),
  );
  const day = dayOf(isoTime(atMs));
  groups.add(day, type, 'rows', 1);
  groups.add(day, type, 'onHandChange', onHandChange);
  groups.add(day, type, 'reservedChange', reservedChange);
}

function addEntry(groups: Groups, { account, asset }: AccountName, record: string): void {
  const { change, atMs } = readRecord('entries', account, () => decodeEntry(record));
  const day = dayOf(isoTime(atMs));
  groups.add(day, asset, 'rows', 1);
  groups.add(day, asset, 'change', change);
}
