import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, Page, SEQUENCES, spanOf, valueOf } from '../../platform/http';
import { AccountOf } from '../accounts/accounts.lua';
import { ledgerRefusals } from '../ledger.errors';
import { EntriesLua } from './entries.lua';
import { Entry, EntryQuery } from './entry.dto';

@Injectable()
export class EntriesService {
  constructor(private readonly lua: EntriesLua) {}

  async list(of: AccountOf, query: EntryQuery): Promise<Page<Entry>> {
    const cursor = decodeCursor(query.cursor, SEQUENCES);
    const seen = cursor === '' ? undefined : Number(cursor);
    const wanted = { ...spanOf(query), seen, order: query.order, limit: query.limit };
    const page = valueOf(await this.lua.listEntries(of, wanted), ledgerRefusals);
    return { ...page, nextCursor: page.nextCursor && encodeCursor(page.nextCursor) };
  }
}
