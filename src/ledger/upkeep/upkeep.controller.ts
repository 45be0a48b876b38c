import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Domain,
  DryRun,
  Refuses,
  STORE_NOT_FOUND,
  StorePath,
  TakesDryRun,
  WritesNothing,
} from '../../platform/http';
import { SweeperState, SweepRun } from '../../platform/sweeping';
import { LedgerAuditService } from './audit.service';
import { LedgerAuditBody, LedgerAuditReport, LedgerBalance } from './upkeep.dto';
import { TransferSweeper } from './transfer-sweeper';

/** The sweeper and the audit: safe to call at any time, any number of times, so they need no idempotency key. */
@ApiTags('upkeep')
@Domain('ledger')
@Controller('v1/stores/:store/ledger')
export class LedgerUpkeepController {
  constructor(
    private readonly sweeper: TransferSweeper,
    private readonly audits: LedgerAuditService,
  ) {}

  /** Proves that every asset adds up to zero, from totals that are kept with every transfer. */
  @Get('audit')
  @Refuses(STORE_NOT_FOUND)
  getLedgerAudit(@Param() path: StorePath): Promise<LedgerBalance> {
    return this.audits.balance(path.store);
  }

  /** Audits in depth: adds up every account, every entry and every pending transfer, and names each difference. */
  @Post('audits')
  @HttpCode(200)
  @WritesNothing()
  @Refuses(STORE_NOT_FOUND)
  auditLedger(@Param() path: StorePath, @Body() body: LedgerAuditBody): Promise<LedgerAuditReport> {
    return this.audits.audit(path.store, body.deep);
  }

  /** Reads the state of the sweeper of pending transfers. */
  @Get('sweeper')
  @Refuses(STORE_NOT_FOUND)
  getTransferSweeper(@Param() path: StorePath): Promise<SweeperState> {
    return this.sweeper.status(path.store);
  }

  /** Sweeps now: ends every pending transfer whose deadline has passed. */
  @Post('sweeper/runs')
  @HttpCode(200)
  @TakesDryRun()
  @Refuses(STORE_NOT_FOUND)
  runTransferSweeper(@Param() path: StorePath, @DryRun() dryRun: boolean): Promise<SweepRun> {
    return this.sweeper.run(path.store, dryRun);
  }
}
