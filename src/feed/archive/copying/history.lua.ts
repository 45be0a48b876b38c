import { Injectable } from '@nestjs/common';
import { decodeMovementOpening, MovementOpeningRecord } from '../../../inventory';
import { decodeEntryOpening, EntryOpeningRecord } from '../../../ledger';
import { readRecord, ScriptArgs, ScriptRunner } from '../../../platform/redis';

/** Something to read; `after` is the last sequence of a history that is known. */
export interface Wanted {
  kind: 'movements' | 'entries' | 'movement' | 'entry' | 'account' | 'transfer' | 'order' | 'deduction';
  id: string;
  after: number;
}

/**
 * Values of what was wanted: those of a history from `wanted.after + 1` on, or a record, '' where there is none. `after`
 * is a later one than was asked for where a part of the history has left Redis.
 */
export interface Found {
  wanted: Wanted;
  values: string[];
}

/** Hashes of a store that tell what there is. */
export const WALKED = ['stock', 'accounts', 'transfers', 'orders', 'deductions'] as const;
export type Walked = (typeof WALKED)[number];

const AT_ONCE = 500;
/** A script that reads so many values takes a few milliseconds. */
const MOST_VALUES = 2_000;
const WALK_PAGE = 200;

/** The scripts that read what the journal does not tell. */
@Injectable()
export class HistoryLua {
  constructor(private readonly scripts: ScriptRunner) {}

  /** The openings of SKUs of which movements have left Redis. */
  async *openings(store: string, skus: Iterable<string>): AsyncGenerator<[string, MovementOpeningRecord]> {
    for await (const [field, record] of this.openingRecords(store, 'movement', skus))
      yield [field.slice(0, -2), readRecord('movements', field, () => decodeMovementOpening(record))];
  }

  /** The openings of accounts, by their keys, of which entries have left Redis. */
  async *entryOpenings(store: string, keys: Iterable<string>): AsyncGenerator<[string, EntryOpeningRecord]> {
    for await (const [field, record] of this.openingRecords(store, 'entry', keys))
      yield [field.slice(0, -2), readRecord('entries', field, () => decodeEntryOpening(record))];
  }

  /** By the field that each has, of those that have one. */
  private async *openingRecords(
    store: string,
    kind: 'movement' | 'entry',
    ids: Iterable<string>,
  ): AsyncGenerator<[field: string, record: string]> {
    const wanted = [...ids].map((id) => ({ kind, id: `${id}/0`, after: 0 }));
    for await (const { wanted: of, values } of this.read(store, wanted)) {
      if (values[0]) yield [of.id, values[0]];
    }
  }

  /** lua/feed/read-history.lua, until all is read. */
  async *read(store: string, wanted: readonly Wanted[]): AsyncGenerator<Found> {
    for (let left = [...wanted]; left.length > 0;) {
      const items = left.slice(0, AT_ONCE);
      const reply = await this.scripts.run('feed/read-history', {
        store,
        args: { most: MOST_VALUES },
        items,
      });
      if (reply.outcome !== 'OK') throw new Error(`there is no store ${store}`);
      const [handled, ...values] = reply.values as string[];
      const unread: Wanted[] = [];
      let place = 0;
      for (const one of items.slice(0, Number(handled))) {
        const [more, after, count] = [0, 1, 2].map((i) => Number(values[place + i])) as [
          number,
          number,
          number,
        ];
        const found = values.slice(place + 3, (place += 3 + count));
        if (more === 1) unread.push({ ...one, after: after + count });
        yield { wanted: { ...one, after }, values: found };
      }
      left = [...unread, ...left.slice(Number(handled))];
    }
  }

  /** lua/feed/walk-records.lua */
  async walk(store: string, walked: Walked, cursor: string): Promise<{ ids: string[]; next: string }> {
    const args: ScriptArgs['feed/walk-records'] = { walked, cursor, page: WALK_PAGE };
    const [next, ...ids] = (await this.scripts.run('feed/walk-records', { store, args })).values as string[];
    return { ids, next: next! };
  }
}
