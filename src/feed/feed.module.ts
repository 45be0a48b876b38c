import { Module } from '@nestjs/common';
import { MetricsModule } from '../platform/observability/metrics';
import { StoresModule } from '../stores';
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

/** All that leaves the house: it reads the journal, and no domain knows of it. */
@Module({
  imports: [StoresModule, MetricsModule],
  controllers: [EventsController, WebhooksController],
  providers: [EventsService, Tails, ...webhooks],
})
export class FeedModule {}
