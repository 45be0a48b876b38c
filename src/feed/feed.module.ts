import { Module } from '@nestjs/common';
import { MetricsModule } from '../platform/observability/metrics';
import { InventoryModule } from '../inventory';
import { LedgerModule } from '../ledger';
import { StoresModule } from '../stores';
import { ArchiveAuditController } from './archive/auditing/archive-audit.controller';
import { ArchiveAuditService } from './archive/auditing/archive-audit.service';
import { HistoryAudit } from './archive/auditing/history-audit.service';
import { OpeningAudit } from './archive/auditing/opening-audit.service';
import { RecordAudit } from './archive/auditing/record-audit.service';
import { Archiver } from './archive/copying/archiver.service';
import { Copier } from './archive/copying/copier.service';
import { HistoryLua } from './archive/copying/history.lua';
import { Lag } from './archive/copying/lag.service';
import { StoreArchive } from './archive/copying/store-archive.service';
import { Database } from './archive/database';
import { ArchivedDeductions } from './archive/reading/archived-deductions.service';
import { ArchivedEffects } from './archive/reading/archived-effects.service';
import { ArchivedEntries } from './archive/reading/archived-entries.service';
import { ArchivedMovements } from './archive/reading/archived-movements.service';
import { TrimLua } from './archive/trimming/trim.lua';
import { HistoryTrimming } from './archive/trimming/history-trimming.service';
import { Trimmer } from './archive/trimming/trimmer.service';
import { Trimming } from './archive/trimming/trimming.service';
import { EventsController } from './events/events.controller';
import { EventsService } from './events/events.service';
import { Tails } from './reader/tails';
import { Addresses } from './webhooks/sending/addresses';
import { DeliveriesLua } from './webhooks/sending/deliveries.lua';
import { Deliverer } from './webhooks/sending/deliverer.service';
import { Lane } from './webhooks/sending/lane.service';
import { Secrets } from './webhooks/sending/secrets';
import { Sender } from './webhooks/sending/sender';
import { WebhooksController } from './webhooks/webhooks.controller';
import { WebhooksLua } from './webhooks/webhooks.lua';
import { WebhooksService } from './webhooks/webhooks.service';

const webhooks = [WebhooksService, WebhooksLua, Deliverer, DeliveriesLua, Lane, Sender, Secrets, Addresses];
const archive = [Database, HistoryLua, Copier, StoreArchive, Lag, Archiver, ArchivedEffects];
const trimming = [
  Trimming,
  HistoryTrimming,
  Trimmer,
  TrimLua,
  ArchivedMovements,
  ArchivedDeductions,
  ArchivedEntries,
];
const auditing = [ArchiveAuditService, OpeningAudit, HistoryAudit, RecordAudit];

/** All that leaves the house: it reads the journal, and no domain knows of it. */
@Module({
  imports: [StoresModule, InventoryModule, LedgerModule, MetricsModule],
  controllers: [EventsController, WebhooksController, ArchiveAuditController],
  providers: [EventsService, Tails, ...webhooks, ...archive, ...trimming, ...auditing],
})
export class FeedModule {}
