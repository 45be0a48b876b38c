import { Injectable, OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../platform/config/config';
import {
  decodeCursor,
  encodeCursor,
  Executed,
  Page,
  PageQuery,
  readPage,
  requireOnePosition,
  spanOf,
  valueOf,
} from '../platform/http';
import { Chores, internalOperation, Operation, Result } from '../platform/redis';
import { DoneOperation, JournalEntry, JournalQuery, PutStoreBody, Store } from './dto/store.dto';
import { Journal } from './journal.service';
import { JOURNAL_PLACE, JournalPlace, placeIn } from './journal-place';
import { storeRefusals } from './stores.errors';
import { StoresLua } from './stores.lua';

export interface EffectsRead {
  effects: JournalEntry[];
  /** Where to read on. */
  place: JournalPlace;
  more: boolean;
}

const NAMES_AT_ONCE = 1_000;

@Injectable()
export class StoresService implements OnApplicationBootstrap {
  constructor(
    private readonly lua: StoresLua,
    private readonly config: Config,
    private readonly chores: Chores,
    private readonly journals: Journal,
  ) {}

  /** The default store exists from boot, or as soon as Redis takes writes; one that exists is left as it is. */
  async onApplicationBootstrap(): Promise<void> {
    const name = this.config.DEFAULT_STORE;
    const make = async (): Promise<void> => {
      if ((await this.lua.read(name)).ok) return;
      await this.lua.create(internalOperation('boot'), name, { currency: 'USD', timeZone: 'UTC' });
    };
    await this.chores.begin('default-store', make, name);
  }

  async put(operation: Operation, store: string, body: PutStoreBody): Promise<Executed<Store>> {
    const result = await this.lua.create(operation, store, body);
    const { store: made, created } = valueOf(result, storeRefusals);
    return new Executed(made, result.ok && result.replayed, created ? 201 : 200);
  }

  async get(store: string): Promise<Store> {
    return valueOf(await this.lua.read(store), {});
  }

  async list(query: PageQuery): Promise<Page<Store>> {
    const after = decodeCursor(query.cursor, /^[a-z0-9][a-z0-9-]{0,62}$/);
    const { names, more } = await this.lua.names(after, query.limit);
    const read = await Promise.allSettled(names.map((name) => this.lua.read(name)));
    const found = new Map(names.map((name, i) => [name, read[i]!]));
    const made = names.filter((name) => isThere(found.get(name)!));
    const page = readPage(made, (name) => storeIn(found.get(name)!));
    return { ...page, nextCursor: more ? encodeCursor(names.at(-1)!) : null };
  }

  async journal(store: string, query: JournalQuery): Promise<Page<JournalEntry>> {
    requireOnePosition(query);
    const place = placeIn(query.after ?? decodeCursor(query.cursor, JOURNAL_PLACE));
    const wanted = { ...place, ...spanOf(query), order: query.order, limit: query.limit };
    const page = await this.journals.page(store, wanted);
    return { ...page, nextCursor: page.nextCursor && encodeCursor(page.nextCursor) };
  }

  /** Effects of the caller's operation of this id. */
  async operation(store: string, operation: Pick<Operation, 'id' | 'caller'>): Promise<DoneOperation> {
    const found = await this.lua.operation(store, operation);
    const trace = found.ok || found.code !== 'POSITION_GONE' ? undefined : found.values[1];
    return (
      (trace && (await this.journals.operation(store, operation.id, trace))) || valueOf(found, storeRefusals)
    );
  }

  /** Effects behind a place of the journal, at most `limit`, and the place of the last one where some are left. */
  async effectsBehind(store: string, place: JournalPlace, limit: number): Promise<EffectsRead> {
    return toRead(place, await this.journals.page(store, { ...place, order: 'asc', limit }));
  }

  /** As above, of those that Redis keeps: for the archive itself. */
  async keptEffectsBehind(store: string, place: JournalPlace, limit: number): Promise<EffectsRead> {
    return toRead(place, await this.journals.keptPage(store, { ...place, order: 'asc', limit }));
  }

  /** The place behind every effect that there is. */
  async journalEnd(store: string): Promise<JournalPlace> {
    return placeIn(valueOf(await this.lua.journalEnd(store), {}));
  }

  /** The names of all stores, for jobs that visit each. Each page begins behind the one before. */
  async *names(): AsyncGenerator<string> {
    for (let after = '', more = true; more;) {
      const page = await this.lua.names(after, NAMES_AT_ONCE);
      yield* page.names;
      more = page.more;
      after = page.names.at(-1) ?? after;
    }
  }

  /** Which master of Redis has a store. */
  masterOf(store: string): string {
    return this.lua.masterOf(store);
  }
}

function toRead(place: JournalPlace, { items, nextCursor }: Page<JournalEntry>): EffectsRead {
  const last = items.at(-1);
  const next = nextCursor === null ? undefined : placeIn(nextCursor);
  return { effects: items, place: next ?? (last ? placeIn(last.id) : place), more: next !== undefined };
}

type Read = PromiseSettledResult<Result<Store, never>>;

/** Not so where the name was noted and the store never made. */
function isThere(read: Read): boolean {
  return read.status === 'rejected' || read.value.ok;
}

function storeIn(read: Read): Store {
  if (read.status === 'rejected') throw read.reason;
  return valueOf(read.value, {});
}
