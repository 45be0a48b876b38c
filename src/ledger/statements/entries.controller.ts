import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ARCHIVE_UNAVAILABLE, Domain, INVALID_CURSOR, Refuses, STORE_NOT_FOUND } from '../../platform/http';
import { AccountPath } from '../accounts/account.dto';
import * as refusal from '../ledger.errors';
import { EntriesService } from './entries.service';
import { EntryPage, EntryQuery } from './entry.dto';

@ApiTags('accounts')
@Domain('ledger')
@Controller('v1/stores/:store/ledger/accounts/:id/entries')
export class EntriesController {
  constructor(private readonly entries: EntriesService) {}

  /** Lists the entries of an account, newest first unless asked otherwise: each amount that came in or went out. */
  @Get()
  @Refuses(STORE_NOT_FOUND, INVALID_CURSOR, refusal.ACCOUNT_NOT_FOUND, ARCHIVE_UNAVAILABLE)
  listEntries(@Param() path: AccountPath, @Query() query: EntryQuery): Promise<EntryPage> {
    return this.entries.list({ ...path, asset: query.asset }, query);
  }
}
