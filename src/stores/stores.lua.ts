import { Injectable } from '@nestjs/common';
import { Direction, Page, Span } from '../platform/http';
import {
  isoTime,
  Operation,
  readActor,
  readRecord,
  Reply,
  Result,
  ScriptRunner,
  StoreNames,
  toResult,
  unpackLines,
  wholeNumber,
} from '../platform/redis';
import { DoneOperation, JournalEntry, OperationEffect, PutStoreBody, Store } from './dto/store.dto';
import { JournalPlace } from './journal-place';
import { EVENTS, EventType } from './generated/journal-events';
import { decodeStore, StoreRecord } from './generated/store-record';
import { StoreRefusal } from './stores.errors';

/** A page of the journal, behind a place in it. */
export interface EffectsWanted extends JournalPlace, Span {
  order: Direction;
  limit: number;
}

/** The scripts of stores, and the set of their names. */
@Injectable()
export class StoresLua {
  constructor(
    private readonly scripts: ScriptRunner,
    private readonly storeNames: StoreNames,
  ) {}

  /** lua/stores/create-store.lua; the name is noted first, so that no store exists unseen. */
  async create(
    operation: Operation,
    store: string,
    { currency, timeZone, defaults }: PutStoreBody,
  ): Promise<Result<{ store: Store; created: boolean }, StoreRefusal>> {
    const { reservationTtlSeconds, limits } = defaults ?? {};
    const args = {
      ...{ currency, time_zone: timeZone, sets_defaults: defaults ? true : undefined },
      ...{ ttl_seconds: reservationTtlSeconds, per_transfer: limits?.perTransfer, daily: limits?.daily },
    };
    const make = (): Promise<Reply<'stores/create-store'>> =>
      this.scripts.run('stores/create-store', { store, operation, args });
    const reply = await (operation.dryRun ? make() : this.storeNames.making(store, make));
    return toResult(reply, (values) => ({
      store: ofReply(store, values as string[]),
      created: values[0] === 'created',
    }));
  }

  /** lua/stores/read-store.lua */
  async read(store: string): Promise<Result<Store, never>> {
    const reply = await this.scripts.run('stores/read-store', { store });
    return toResult(reply, ([record]) =>
      readRecord('store', '', () => toStore(store, decodeStore(record as string))),
    );
  }

  /** Names in byte order; a name may be noted whose store was never made. */
  names(after: string, limit: number): Promise<{ names: string[]; more: boolean }> {
    return this.storeNames.list(after, limit);
  }

  /** Which master of Redis has a store. */
  masterOf(store: string): string {
    return this.storeNames.masterOf(store);
  }

  /** lua/stores/read-operation.lua */
  async operation(
    store: string,
    { id, caller }: Pick<Operation, 'id' | 'caller'>,
  ): Promise<Result<DoneOperation, StoreRefusal>> {
    const call = { store, operation: { id, caller, fingerprint: '' } };
    const reply = await this.scripts.run('stores/read-operation', call);
    return toResult(reply, ([atMs, source, ...values]) => {
      const [, , actor] = (source as string).split(' ');
      const isKnown = atMs !== '';
      const effects = [];
      for (let i = 0; i < values.length; i += 3)
        effects.push(toEffect(...(values.slice(i, i + 3) as [string, string, string])));
      return {
        operationId: id,
        at: isKnown ? isoTime(atMs as string) : null,
        actor: readActor(actor),
        effects: isKnown ? effects : null,
      };
    });
  }

  /** lua/stores/find-journal-end.lua */
  async journalEnd(store: string): Promise<Result<string, never>> {
    const reply = await this.scripts.run('stores/find-journal-end', { store });
    return toResult(reply, ([id]) => id as string);
  }

  /** lua/stores/list-journal.lua */
  async journal(
    store: string,
    { fromMs, toMs, ...wanted }: EffectsWanted,
  ): Promise<Result<Page<JournalEntry>, StoreRefusal>> {
    const args = { ...wanted, from_ms: fromMs, to_ms: toMs };
    const reply = await this.scripts.run('stores/list-journal', { store, args });
    return toResult(reply, ([following, ...values]) => {
      const items = [];
      for (let i = 0; i < values.length; i += 4)
        items.push(toEntry(...(values.slice(i, i + 4) as [string, string, string, string])));
      return { items, nextCursor: following ? `${items.at(-1)!.id} ${following as string}` : null };
    });
  }
}

/** Replies are recorded, and those of release 1.0.0 end before the defaults: they stay as they were. */
function ofReply(name: string, [, currency, timeZone, createdMs, ...defaults]: string[]): Store {
  const [ttlSeconds, perTransfer, daily] = defaults.map((text) => (text === '' ? null : wholeNumber(text)));
  if (ttlSeconds === undefined) {
    return { name, currency: currency!, timeZone: timeZone!, createdAt: isoTime(createdMs) } as Store;
  }
  const set = { ttlSeconds, perTransfer: perTransfer!, daily: daily! };
  return toStore(name, { currency: currency!, timeZone: timeZone!, createdMs: Number(createdMs), ...set });
}

function toStore(name: string, record: StoreRecord): Store {
  const { currency, timeZone, createdMs, ttlSeconds, perTransfer, daily } = record;
  const defaults = { reservationTtlSeconds: ttlSeconds, limits: { perTransfer, daily } };
  return { name, currency, timeZone, defaults, createdAt: isoTime(createdMs) };
}

function toEntry(id: string, type: string, source: string, data: string): JournalEntry {
  // As lua/kernel/journal.lua writes it; neither of the three holds a blank.
  const [operationId, requestId, actor] = source.split(' ');
  return {
    id,
    type,
    data: dataOf(id, type, data),
    operationId: operationId!,
    requestId: requestId || null,
    actor: readActor(actor),
    at: isoTime(id.split('-')[0]),
  };
}

function toEffect(id: string, type: string, data: string): OperationEffect {
  return { id, type, data: dataOf(id, type, data) };
}

function dataOf(id: string, type: string, data: string): JournalEntry['data'] {
  return readRecord('journal', id, () => toData(type, JSON.parse(data) as JournalEntry['data']));
}

/**
 * The journal holds lines packed, as records do; events of older releases may have none. An event that this service does
 * not know is handed on as it is.
 */
function toData(type: string, data: JournalEntry['data']): JournalEntry['data'] {
  const { lines = [] } = (EVENTS as Partial<typeof EVENTS>)[type as EventType] ?? {};
  for (const member of lines) {
    if (member in data) data[member] = unpackLines(data[member] as string);
  }
  return data;
}
