import { Injectable } from '@nestjs/common';
import {
  decodeCursor,
  encodeCursor,
  Executed,
  Page,
  PageQuery,
  spanOf,
  valueOf,
  versioned,
} from '../../platform/http';
import { Operation } from '../../platform/redis';
import { ledgerRefusals } from '../ledger.errors';
import { metadataText } from '../notes';
import { Account, AccountAt, PatchAccountBody, PutAccountBody } from './account.dto';
import { AccountChange, AccountOf, AccountsLua } from './accounts.lua';
import { patchOf, seenMembers } from './account-requests';

/** The account that a change is meant for, and who asks for it. */
export interface AccountCall {
  operation: Operation;
  store: string;
  id: string;
  /** As the decorator of the same name gives it. */
  ifMatch: string;
}

const WORLD = '@world';

/** An id, that of @world with its asset. */
const ACCOUNT_KEYS = /^([A-Za-z0-9@][\w@.:~-]{0,127}|@world\/[A-Z][A-Z0-9._-]{0,31})$/;

@Injectable()
export class AccountsService {
  constructor(private readonly lua: AccountsLua) {}

  async put(call: AccountCall, body: PutAccountBody): Promise<Executed<Account>> {
    const { operation, store, id, ifMatch } = call;
    const { asset, overdraft, limits } = body;
    const metadata = metadataText(body.metadata);
    const request = { id, asset, overdraft, limits, metadata, seen: seenMembers(body), ifMatch };
    const result = await this.lua.putAccount(operation, store, request);
    const { account, created } = valueOf(result, ledgerRefusals);
    return new Executed(account, result.ok && result.replayed, created ? 201 : 200, account.version);
  }

  async patch(call: AccountCall, body: PatchAccountBody): Promise<Executed<Account>> {
    const { operation, store, id, ifMatch } = call;
    const request = { ...patchOf(body), id, seen: seenMembers(body), ifMatch };
    return versioned(await this.lua.patchAccount(operation, store, request), ledgerRefusals);
  }

  async change(call: AccountCall, change: AccountChange): Promise<Executed<Account>> {
    const { operation, store, ...account } = call;
    return versioned(await this.lua.change(change, operation, store, account), ledgerRefusals);
  }

  async get(of: AccountOf): Promise<Executed<Account>> {
    return versioned(await this.lua.readAccount(of), ledgerRefusals);
  }

  async getAt(of: AccountOf, at: string): Promise<Executed<AccountAt>> {
    const result = await this.lua.readAccountAt(of, spanOf({ to: at }).toMs!);
    const { asset, balance, held, overdraft } = valueOf(result, ledgerRefusals);
    const isKnown = held !== null && overdraft !== null && of.id !== WORLD;
    const available = isKnown ? balance - held + overdraft : null;
    return new Executed({ id: of.id, asset, at, balance, held, overdraft, available }, false);
  }

  async list(store: string, query: PageQuery): Promise<Page<Account>> {
    const cursor = decodeCursor(query.cursor, ACCOUNT_KEYS);
    const page = valueOf(await this.lua.listAccounts(store, cursor, query.limit), ledgerRefusals);
    return { ...page, nextCursor: page.nextCursor && encodeCursor(page.nextCursor) };
  }
}
