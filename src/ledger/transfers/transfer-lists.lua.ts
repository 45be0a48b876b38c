import { Injectable } from '@nestjs/common';
import { Page, readRecords, Span } from '../../platform/http';
import { ScriptRunner, toResult } from '../../platform/redis';
import { LedgerResult } from '../ledger.errors';
import { Transfer } from './transfer.dto';
import { toTransfer } from './transfers.lua';

export interface TransfersWanted extends Span {
  account?: string;
  reference?: string;
  state?: Transfer['state'];
  order: 'asc' | 'desc';
  /** The place of the last one of the page before; empty for the first page. */
  cursor: string;
  limit: number;
}

/** `unlisted` is how many transfers of the store no list has: an older release made them. */
export interface TransfersFound extends Page<Transfer> {
  unlisted: number;
}

/** Transfers that one script lists: it keeps Redis from other calls for a millisecond or two. */
const AT_ONCE = 500;

/** The scripts that list transfers. */
@Injectable()
export class TransferListsLua {
  constructor(private readonly scripts: ScriptRunner) {}

  async listTransfers(store: string, wanted: TransfersWanted): Promise<LedgerResult<TransfersFound>> {
    const { account, reference, state, fromMs, toMs, order, cursor, limit } = wanted;
    const text = reference && JSON.stringify(reference).slice(1, -1);
    const args = { account, reference: text, state, from_ms: fromMs, to_ms: toMs, order, cursor, limit };
    const reply = await this.scripts.run('ledger/list-transfers', { store, args });
    return toResult(reply, ([unlisted, next, ...values]) => {
      const page = readRecords(values, (id, record) => toTransfer(id, [record]));
      return { ...page, nextCursor: (next as string) || null, unlisted: Number(unlisted) };
    });
  }

  /** lua/ledger/list-earlier-transfers.lua, page by page to the end. */
  async listEarlier(store: string): Promise<void> {
    let cursor = '0';
    do {
      const args = { cursor, limit: AT_ONCE };
      const reply = await this.scripts.run('ledger/list-earlier-transfers', { store, args });
      if (reply.outcome !== 'OK') return;
      cursor = reply.values[0] as string;
    } while (cursor !== '0');
  }
}
