import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ARCHIVE_OFF,
  ARCHIVE_UNAVAILABLE,
  Domain,
  DryRun,
  Refuses,
  Scope,
  STORE_NOT_FOUND,
  StorePath,
  TakesDryRun,
} from '../../../platform/http';
import { ArchiveAudit } from './archive-audit.dto';
import { ArchiveAuditService } from './archive-audit.service';

/** Safe to call at any time, any number of times, so it needs no idempotency key. */
@ApiTags('upkeep')
@Domain('journal')
@Controller('v1/stores/:store/audits')
export class ArchiveAuditController {
  constructor(private readonly audits: ArchiveAuditService) {}

  /**
   * Compares Redis with the archive, and names each difference.
   * @remarks Counts and sums of events, movements and entries are compared by day and type, transfers, orders and
   * deductions one by one, and what Redis noted of effects, movements and entries as they left it. Effects that are not
   * archived yet are archived first. Nothing in Redis is changed, also without `dryRun`. Where the journal was cut by hand,
   * the events that are left are compared.
   */
  @Post('archive')
  @HttpCode(200)
  @Scope('journal:read')
  @TakesDryRun()
  @Refuses(STORE_NOT_FOUND, ARCHIVE_OFF, ARCHIVE_UNAVAILABLE)
  auditArchive(@Param() path: StorePath, @DryRun() _dryRun: boolean): Promise<ArchiveAudit> {
    return this.audits.audit(path.store);
  }
}
