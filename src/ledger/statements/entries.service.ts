import { Injectable } from '@nestjs/common';
import { encodeCursor, historyWanted, Page } from '../../platform/http';
import { AccountOf } from '../accounts/accounts.lua';
import { EntriesLua } from './entries.lua';
import { Entry, EntryQuery } from './entry.dto';

@Injectable()
export class EntriesService {
  constructor(private readonly lua: EntriesLua) {}

  async list(of: AccountOf, query: EntryQuery): Promise<Page<Entry>> {
    const page = await this.lua.page(of, historyWanted(query));
    return { ...page, nextCursor: page.nextCursor && encodeCursor(page.nextCursor) };
  }
}
