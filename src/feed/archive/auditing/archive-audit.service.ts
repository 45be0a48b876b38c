import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { ARCHIVE_OFF, ARCHIVE_UNAVAILABLE, Problem } from '../../../platform/http';
import { comesBehind, StoresService } from '../../../stores';
import { StoreArchive } from '../copying/store-archive.service';
import { Database } from '../database';
import { orUnavailable } from '../or-unavailable';
import { ArchiveAudit, ArchiveDifference } from './archive-audit.dto';
import { HistoryAudit } from './history-audit.service';
import { RECORD_TABLES, RecordAudit } from './record-audit.service';

/** A record that changes while it is compared is compared again. */
const PASSES = 3;

const PAUSE_MS = 50;
const CATCHES_UP_WITHIN_MS = 60_000;

/** Compares what Redis has of a store with what the archive has, while both change. */
@Injectable()
export class ArchiveAuditService {
  constructor(
    private readonly database: Database,
    private readonly stores: StoresService,
    private readonly archive: StoreArchive,
    private readonly histories: HistoryAudit,
    private readonly records: RecordAudit,
  ) {}

  async audit(store: string): Promise<ArchiveAudit> {
    await this.stores.get(store);
    if (!this.database.isUsed) throw new Problem(ARCHIVE_OFF, 'ARCHIVE_URL is not set.');
    return { differences: await orUnavailable(this.differences(store)) };
  }

  private async differences(store: string): Promise<ArchiveDifference[]> {
    return [...(await this.historyDifferences(store)), ...(await this.recordDifferences(store))];
  }

  private async historyDifferences(store: string): Promise<ArchiveDifference[]> {
    const differences: ArchiveDifference[] = [];
    for (const history of ['events', 'movements', 'entries'] as const) {
      const compare = await this.histories[history](store);
      await this.catchUp(store);
      differences.push(...(await compare()));
    }
    return differences;
  }

  private async recordDifferences(store: string): Promise<ArchiveDifference[]> {
    const differences: ArchiveDifference[] = [];
    for (const table of RECORD_TABLES) {
      let suspects = [...(await this.records.suspects(store, table))];
      let found: ArchiveDifference[] = [];
      for (let pass = 0; pass < PASSES && suspects.length > 0; pass++) {
        await this.catchUp(store);
        found = await this.records.compare(store, table, suspects);
        suspects = found.map(({ id }) => id!);
      }
      differences.push(...(suspects.length > 0 ? found : []));
    }
    return differences;
  }

  /** Until all that has happened by now is archived, by this process or another. */
  private async catchUp(store: string): Promise<void> {
    const { after: end } = await this.stores.journalEnd(store);
    const until = performance.now() + CATCHES_UP_WITHIN_MS;
    while (performance.now() < until) {
      const step = await this.archive.step(store);
      const position = step?.position ?? (await this.archive.position(store));
      if (step ? !step.more : position !== '' && !comesBehind(end, position)) return;
      if (!step) await sleep(PAUSE_MS);
    }
    throw new Problem(ARCHIVE_UNAVAILABLE, 'The archive is too far behind to be compared.');
  }
}
