import { Module } from '@nestjs/common';
import { StoresModule } from '../stores';
import { AccountsController } from './accounts.controller';
import { AccountsLua } from './accounts.lua';
import { AccountsService } from './accounts.service';
import { LedgerAuditLua } from './audit.lua';
import { LedgerAuditService } from './audit.service';
import { DaysLua } from './days.lua';
import { TransferSweepLua } from './sweep.lua';
import { TransferSweeper } from './transfer-sweeper';
import { TransfersController } from './transfers.controller';
import { TransfersLua } from './transfers.lua';
import { TransfersService } from './transfers.service';
import { LedgerUpkeepController } from './upkeep.controller';

@Module({
  imports: [StoresModule],
  controllers: [AccountsController, TransfersController, LedgerUpkeepController],
  providers: [
    AccountsService,
    AccountsLua,
    TransfersService,
    TransfersLua,
    DaysLua,
    TransferSweeper,
    TransferSweepLua,
    LedgerAuditService,
    LedgerAuditLua,
  ],
  exports: [DaysLua],
})
export class LedgerModule {}
