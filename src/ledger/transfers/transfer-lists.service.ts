import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, invalid, Page, spanOf, valueOf } from '../../platform/http';
import { ledgerRefusals } from '../ledger.errors';
import { Transfer, TransferQuery } from './transfer.dto';
import { TransferListsLua, TransfersFound, TransfersWanted } from './transfer-lists.lua';

/** A time and an id. */
const PLACES = /^\d{13}\/[A-Za-z0-9@][\w@.:~-]{0,127}$/;

/**
 * Lists of transfers. Releases up to 1.0.0 listed none: the first call that comes upon such has them listed, as `npm run
 * upgrade` does, and waits for it.
 */
@Injectable()
export class TransferListsService {
  /** How many transfers of a store stayed unlisted, since their records cannot be read. */
  private readonly unreadable = new Map<string, number>();
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(private readonly lua: TransferListsLua) {}

  async list(store: string, query: TransferQuery): Promise<Page<Transfer>> {
    const { account, reference, state, order, limit } = query;
    if (account !== undefined && reference !== undefined) {
      throw invalid([{ pointer: '?reference', detail: 'at most one of account and reference may be given' }]);
    }
    const cursor = decodeCursor(query.cursor, PLACES);
    const wanted = { account, reference, state, order, limit, cursor, ...spanOf(query) };
    let found = await this.find(store, wanted);
    if (found.unlisted !== (this.unreadable.get(store) ?? 0)) {
      await this.listEarlier(store);
      found = await this.find(store, wanted);
      this.unreadable.set(store, found.unlisted);
    }
    const { unlisted: _, nextCursor, ...page } = found;
    return { ...page, nextCursor: nextCursor && encodeCursor(nextCursor) };
  }

  private async find(store: string, wanted: TransfersWanted): Promise<TransfersFound> {
    return valueOf(await this.lua.listTransfers(store, wanted), ledgerRefusals);
  }

  /** One walk for all calls that ask for it meanwhile. */
  private listEarlier(store: string): Promise<void> {
    let walk = this.underWay.get(store);
    if (!walk) {
      walk = this.lua.listEarlier(store).finally(() => this.underWay.delete(store));
      this.underWay.set(store, walk);
    }
    return walk;
  }
}
