import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ARCHIVE_OFF,
  ARCHIVE_UNAVAILABLE,
  Domain,
  DryRun,
  Refuses,
  STORE_NOT_FOUND,
  StorePath,
  TakesDryRun,
} from '../../platform/http';
import { SweeperState, SweepRun } from '../../platform/sweeping';
import { AuditService } from './audit.service';
import { AuditBody, AuditReport } from './dto/upkeep.dto';
import { ReservationSweeper } from '../reservations/reservation-sweeper';
import { WaitSweeper } from '../waits/wait-sweeper';

/** The sweeper and the audit: safe to call at any time, any number of times, so they need no idempotency key. */
@ApiTags('upkeep')
@Domain('inventory')
@Controller('v1/stores/:store/inventory')
export class UpkeepController {
  constructor(
    private readonly sweeper: ReservationSweeper,
    private readonly waits: WaitSweeper,
    private readonly audits: AuditService,
  ) {}

  /** Reads the state of the sweeper of reservations. */
  @Get('sweeper')
  @Refuses(STORE_NOT_FOUND)
  getSweeper(@Param() path: StorePath): Promise<SweeperState> {
    return this.sweeper.status(path.store);
  }

  /** Sweeps now: ends every reservation and every wait whose deadline has passed. */
  @Post('sweeper/runs')
  @HttpCode(200)
  @TakesDryRun()
  @Refuses(STORE_NOT_FOUND)
  async runSweeper(@Param() path: StorePath, @DryRun() dryRun: boolean): Promise<SweepRun> {
    const reservations = await this.sweeper.run(path.store, dryRun);
    const waits = await this.waits.run(path.store, dryRun);
    return {
      scanned: reservations.scanned + waits.scanned,
      released: reservations.released + waits.released,
      orphans: reservations.orphans + waits.orphans,
    };
  }

  /** Compares every record with the sums of movements and reservations, and repairs the drift on request. */
  @Post('audits')
  @HttpCode(200)
  @TakesDryRun()
  @Refuses(STORE_NOT_FOUND, ARCHIVE_OFF, ARCHIVE_UNAVAILABLE)
  auditInventory(
    @Param() path: StorePath,
    @Body() body: AuditBody,
    @DryRun() dryRun: boolean,
  ): Promise<AuditReport> {
    return this.audits.audit(path.store, { repair: body.repair, archive: body.archive, dryRun });
  }
}
