import { Body, Controller, Get, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiConsumes, ApiExtraModels, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import {
  ARCHIVE_UNAVAILABLE,
  CAP_EXCEEDED,
  Change,
  Domain,
  Executed,
  IfMatch,
  INVALID_CURSOR,
  INVALID_STATE,
  Mutation,
  OperationOf,
  PageQuery,
  Refuses,
  STORE_NOT_FOUND,
  StorePath,
  TakesIfMatch,
  Upsert,
  VERSION_MISMATCH,
  ETAG,
} from '../../platform/http';
import { Operation } from '../../platform/redis';
import * as refusal from '../ledger.errors';
import {
  Account,
  AccountAt,
  AccountPage,
  AccountPath,
  AccountQuery,
  PatchAccountBody,
  PutAccountBody,
} from './account.dto';
import { AccountsService } from './accounts.service';

const CHANGE = [refusal.ACCOUNT_NOT_FOUND, INVALID_STATE, VERSION_MISMATCH, refusal.SYSTEM_ACCOUNT];

const READ = {
  'application/json': {
    schema: { oneOf: [{ $ref: getSchemaPath(Account) }, { $ref: getSchemaPath(AccountAt) }] },
  },
};

@ApiTags('accounts')
@Domain('ledger')
@Controller('v1/stores/:store/ledger/accounts')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  /**
   * Lists accounts by id.
   * @remarks `@world` is there once for each asset.
   */
  @Get()
  @Refuses(STORE_NOT_FOUND, INVALID_CURSOR)
  listAccounts(@Param() path: StorePath, @Query() query: PageQuery): Promise<AccountPage> {
    return this.accounts.list(path.store, query);
  }

  /**
   * Reads an account, or what it had at a time.
   * @remarks With `at`, the answer is the balance, what was held, and what was available then, without a version.
   */
  @Get(':id')
  @ApiExtraModels(Account, AccountAt)
  @ApiResponse({ status: 200, headers: ETAG, content: READ })
  @Refuses(STORE_NOT_FOUND, refusal.ACCOUNT_NOT_FOUND, ARCHIVE_UNAVAILABLE)
  getAccount(
    @Param() path: AccountPath,
    @Query() { asset, at }: AccountQuery,
  ): Promise<Executed<Account | AccountAt>> {
    return at === undefined
      ? this.accounts.get({ ...path, asset })
      : this.accounts.getAt({ ...path, asset }, at);
  }

  /**
   * Creates an account (201), or replaces its settings (200).
   * @remarks A body replaces all settings at once: limits and metadata that it omits are deleted, and the overdraft is 0
   * again. To change one setting, use *patch*. An account may be sent as it was read: its other members are taken where
   * they are unchanged, and refused where they are not. Those that move with money are unchanged too where they came with
   * a balance that the account had after one of its last 100 entries. The overdraft cannot be lowered below the part of it
   * that is in use.
   */
  @Put(':id')
  @TakesIfMatch()
  @Upsert(
    Account,
    STORE_NOT_FOUND,
    VERSION_MISMATCH,
    refusal.ACCOUNT_CONFLICT,
    INVALID_STATE,
    refusal.INSUFFICIENT_FUNDS,
    CAP_EXCEEDED,
    refusal.SYSTEM_ACCOUNT,
  )
  putAccount(
    @Param() path: AccountPath,
    @Body() body: PutAccountBody,
    @IfMatch() ifMatch: string,
    @OperationOf('optional') operation: Operation,
  ): Promise<Executed<Account>> {
    return this.accounts.put({ ifMatch, operation, ...path }, body);
  }

  /**
   * Merges a patch into the settings of an account (RFC 7396): those that it does not name stay.
   * @remarks null brings a default back. Limits and metadata are merged too, member by member: to raise the overdraft, or one limit, leaves the others
   * as they are. Members of the account that are no settings are taken where they are unchanged, as for *put*.
   */
  @Patch(':id')
  @ApiConsumes('application/json', 'application/merge-patch+json')
  @TakesIfMatch()
  @Change(Account, ...CHANGE, refusal.ACCOUNT_CONFLICT, refusal.INSUFFICIENT_FUNDS, CAP_EXCEEDED)
  patchAccount(
    @Param() path: AccountPath,
    @Body() body: PatchAccountBody,
    @IfMatch() ifMatch: string,
    @OperationOf('optional') operation: Operation,
  ): Promise<Executed<Account>> {
    return this.accounts.patch({ ifMatch, operation, ...path }, body);
  }

  /** Freezes an account: no money leaves or reaches it until it is unfrozen. */
  @Post(':id/freeze')
  @TakesIfMatch()
  @Mutation(200, Account, ...CHANGE)
  freezeAccount(
    @Param() path: AccountPath,
    @IfMatch() ifMatch: string,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Account>> {
    return this.accounts.change({ ifMatch, operation, ...path }, 'freeze');
  }

  /** Lets money move over a frozen account again. */
  @Post(':id/unfreeze')
  @TakesIfMatch()
  @Mutation(200, Account, ...CHANGE)
  unfreezeAccount(
    @Param() path: AccountPath,
    @IfMatch() ifMatch: string,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Account>> {
    return this.accounts.change({ ifMatch, operation, ...path }, 'unfreeze');
  }

  /** Closes an account for good; it must be empty. */
  @Post(':id/close')
  @TakesIfMatch()
  @Mutation(200, Account, ...CHANGE, refusal.ACCOUNT_NOT_EMPTY)
  closeAccount(
    @Param() path: AccountPath,
    @IfMatch() ifMatch: string,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Account>> {
    return this.accounts.change({ ifMatch, operation, ...path }, 'close');
  }
}
