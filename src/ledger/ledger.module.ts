import { Module } from '@nestjs/common';
import { StoresModule } from '../stores';
import { AccountsController } from './accounts/accounts.controller';
import { AccountsLua } from './accounts/accounts.lua';
import { AccountsService } from './accounts/accounts.service';
import { DaysLua } from './days.lua';
import { ExportController } from './export/export.controller';
import { ExportService } from './export/export.service';
import { GroupsController } from './groups/groups.controller';
import { GroupsLua } from './groups/groups.lua';
import { GroupsService } from './groups/groups.service';
import { EarlierEntries } from './statements/earlier-entries';
import { EarlierPostings } from './statements/earlier-postings.lua';
import { EntriesController } from './statements/entries.controller';
import { EntriesLua } from './statements/entries.lua';
import { EntriesService } from './statements/entries.service';
import { StatementsController } from './statements/statements.controller';
import { StatementsLua } from './statements/statements.lua';
import { StatementsService } from './statements/statements.service';
import { TransferListsLua } from './transfers/transfer-lists.lua';
import { TransferListsService } from './transfers/transfer-lists.service';
import { TransfersController } from './transfers/transfers.controller';
import { TransfersLua } from './transfers/transfers.lua';
import { TransfersService } from './transfers/transfers.service';
import { LedgerAuditLua } from './upkeep/audit.lua';
import { LedgerAuditService } from './upkeep/audit.service';
import { TransferSweepLua } from './upkeep/sweep.lua';
import { TransferSweeper } from './upkeep/transfer-sweeper';
import { LedgerUpkeepController } from './upkeep/upkeep.controller';

@Module({
  imports: [StoresModule],
  controllers: [
    AccountsController,
    EntriesController,
    StatementsController,
    TransfersController,
    GroupsController,
    LedgerUpkeepController,
    ExportController,
  ],
  providers: [
    AccountsService,
    AccountsLua,
    EntriesService,
    EntriesLua,
    EarlierEntries,
    EarlierPostings,
    StatementsService,
    StatementsLua,
    TransfersService,
    TransfersLua,
    TransferListsService,
    TransferListsLua,
    GroupsService,
    GroupsLua,
    DaysLua,
    TransferSweeper,
    TransferSweepLua,
    LedgerAuditService,
    LedgerAuditLua,
    ExportService,
  ],
  exports: [DaysLua, EarlierEntries],
})
export class LedgerModule {}
