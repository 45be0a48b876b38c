import { Injectable } from '@nestjs/common';
import { decodeEntry } from '../../../ledger';
import { decodeMovement } from '../../../inventory';
import { isoTime, readRecord } from '../../../platform/redis';
import { placeIn, StoresService } from '../../../stores';
import { HistoryLua, Walked } from '../copying/history.lua';
import { Database } from '../database';
import { AccountName, accountOf } from '../tables/entries';
import { ArchiveDifference } from './archive-audit.dto';
import { addEntries, addMovements, archivedEvents } from './archived-groups';
import { Groups } from './groups';

const PAGE = 500;
const AT_ONCE = 100;

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
  ) {}

  async events(store: string): Promise<Compare> {
    const groups = new Groups();
    let range: [string, string] | undefined;
    for (let place = placeIn(''), more = true; more;) {
      const read = await this.stores.keptEffectsBehind(store, place, PAGE);
      for (const { id, type, at } of read.effects) {
        groups.add(dayOf(at), type, 'rows', 1);
        range = [range?.[0] ?? id, id];
      }
      ({ place, more } = read);
    }
    if (!range) return async () => [];
    const seen = range;
    return async () => {
      const archived = await this.database.transaction((transaction) =>
        archivedEvents(transaction, store, seen),
      );
      return groups.differences('events', archived);
    };
  }

  async movements(store: string): Promise<Compare> {
    const groups = new Groups();
    const last = new Map<string, number>();
    for await (const skus of this.walk(store, 'stock')) {
      const wanted = skus.map((id) => ({ kind: 'movements' as const, id, after: 0 }));
      for await (const { wanted: of, values } of this.history.read(store, wanted)) {
        last.set(of.id, of.after + values.length);
        for (const json of values) addMovement(groups, of.id, json);
      }
    }
    return async () => {
      const archived = new Groups();
      await this.each(last, (transaction, page) => addMovements(archived, transaction, store, page));
      return groups.differences('movements', archived);
    };
  }

  async entries(store: string): Promise<Compare> {
    const groups = new Groups();
    const last = new Map<string, AccountName & { sequence: number }>();
    for await (const keys of this.walk(store, 'accounts')) {
      const names = await this.names(store, keys);
      const wanted = keys.map((id) => ({ kind: 'entries' as const, id, after: 0 }));
      for await (const { wanted: of, values } of this.history.read(store, wanted)) {
        const name = names.get(of.id)!;
        last.set(of.id, { ...name, sequence: of.after + values.length });
        for (const record of values) addEntry(groups, name, record);
      }
    }
    return async () => {
      const archived = new Groups();
      await this.each(last, (transaction, page) => addEntries(archived, transaction, store, page));
      return groups.differences('entries', archived);
    };
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
