import { Injectable, OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '../config/config';
import { decodeCursor, encodeCursor, Executed, Page, PageQuery, valueOf } from '../http';
import { internalOperation, Operation } from '../redis';
import { JournalEntry, PutStoreBody, Store } from './dto/store.dto';
import { storeRefusals } from './stores.errors';
import { StoresLua } from './stores.lua';

@Injectable()
export class StoresService implements OnApplicationBootstrap {
  constructor(
    private readonly lua: StoresLua,
    private readonly config: Config,
  ) {}

  /** The default store exists from boot; one that exists with other settings is left as it is. */
  async onApplicationBootstrap(): Promise<void> {
    await this.lua.create(internalOperation('boot'), this.config.DEFAULT_STORE, 'USD', 'UTC');
  }

  async put(operation: Operation, store: string, body: PutStoreBody): Promise<Executed<Store>> {
    const result = await this.lua.create(operation, store, body.currency, body.timeZone);
    const { store: made, created } = valueOf(result, storeRefusals);
    return new Executed(made, result.ok && result.replayed, created ? 201 : 200);
  }

  async get(store: string): Promise<Store> {
    return valueOf(await this.lua.read(store), {});
  }

  async list(query: PageQuery): Promise<Page<Store>> {
    const names = await this.lua.names(decodeCursor(query.cursor, /^[a-z0-9-]+$/), query.limit + 1);
    const page = names.slice(0, query.limit);
    const found = await Promise.all(page.map((name) => this.lua.read(name)));
    const items = found.flatMap((result) => (result.ok ? [result.value] : []));
    return { items, nextCursor: names.length > query.limit ? encodeCursor(page.at(-1)!) : null };
  }

  async journal(store: string, query: PageQuery): Promise<Page<JournalEntry>> {
    const after = decodeCursor(query.cursor, /^\d+-\d+(-\d+)?$/);
    const page = valueOf(await this.lua.journal(store, after, query.limit), {});
    return { ...page, nextCursor: page.nextCursor && encodeCursor(page.nextCursor) };
  }

  /** The names of all stores, for jobs that visit each. */
  async *names(): AsyncGenerator<string> {
    let last = '';
    do {
      const names = await this.lua.names(last, 1000);
      yield* names;
      last = names.at(-1) ?? '';
    } while (last !== '');
  }
}
