import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Domain,
  DryRun,
  Executed,
  INVALID_CURSOR,
  Mutation,
  OperationOf,
  NewestFirstQuery,
  PageQuery,
  Refuses,
  Removal,
  STORE_NOT_FOUND,
  StorePath,
  TakesDryRun,
  Upsert,
} from '../../platform/http';
import { Operation } from '../../platform/redis';
import { POSITION_GONE } from '../../stores';
import {
  DeliveryPage,
  ReplayBody,
  TestDelivery,
  Webhook,
  WebhookBody,
  WebhookPage,
  WebhookPath,
  WebhookWithSecret,
} from './webhook.dto';
import * as refusal from './webhooks.errors';
import { WebhooksService } from './webhooks.service';

@ApiTags('webhooks')
@Domain('webhooks')
@Controller('v1/stores/:store/webhooks')
export class WebhooksController {
  constructor(private readonly webhooks: WebhooksService) {}

  /** Lists the webhooks of a store by id. */
  @Get()
  @Refuses(STORE_NOT_FOUND, INVALID_CURSOR)
  listWebhooks(@Param() path: StorePath, @Query() query: PageQuery): Promise<WebhookPage> {
    return this.webhooks.list(path.store, query);
  }

  /** Reads a webhook, and how far it has come. */
  @Get(':id')
  @Refuses(STORE_NOT_FOUND, refusal.WEBHOOK_NOT_FOUND)
  getWebhook(@Param() path: WebhookPath): Promise<Webhook> {
    return this.webhooks.get(path.store, path.id);
  }

  /**
   * Puts a webhook: 201 with its secret, or 200 where it is there, with these settings from now on.
   * @remarks It gets each effect that comes after this call, in order and at least once, signed by the Standard Webhooks
   * specification: `{type, timestamp, data}`, and the id of the effect as `webhook-id`. A status from 200 to 299 takes
   * it; anything else is tried again, for as long as `WEBHOOK_GIVE_UP_SECONDS` says, and nothing behind it is sent before.
   * The secret is told once. A disabled webhook is sent to again.
   */
  @Put(':id')
  @Upsert(
    WebhookWithSecret,
    STORE_NOT_FOUND,
    refusal.TOO_MANY_WEBHOOKS,
    refusal.WEBHOOK_URL_REFUSED,
    refusal.WEBHOOKS_OFF,
  )
  putWebhook(
    @Param() path: WebhookPath,
    @Body() body: WebhookBody,
    @OperationOf('optional') operation: Operation,
  ): Promise<Executed<WebhookWithSecret>> {
    return this.webhooks.put(operation, path.store, path.id, body);
  }

  /** Deletes a webhook. */
  @Delete(':id')
  @Removal(refusal.WEBHOOK_NOT_FOUND)
  deleteWebhook(
    @Param() path: WebhookPath,
    @OperationOf('optional') operation: Operation,
  ): Promise<Executed<undefined>> {
    return this.webhooks.delete(operation, path.store, path.id);
  }

  /**
   * Sends a test to a webhook now, and tells what became of it.
   * @remarks Its type is `webhook.test`. It is no effect: the journal does not have it, and a failure is not tried again. A dry run sends nothing.
   */
  @Post(':id/test')
  @HttpCode(200)
  @TakesDryRun()
  @Refuses(STORE_NOT_FOUND, refusal.WEBHOOK_NOT_FOUND)
  testWebhook(@Param() path: WebhookPath, @DryRun() dryRun: boolean): Promise<TestDelivery> {
    return this.webhooks.test(path.store, path.id, dryRun);
  }

  /** Gives a webhook another secret; both sign for 24 hours. */
  @Post(':id/rotate-secret')
  @Mutation(200, WebhookWithSecret, refusal.WEBHOOK_NOT_FOUND, refusal.WEBHOOKS_OFF)
  rotateWebhookSecret(
    @Param() path: WebhookPath,
    @OperationOf() operation: Operation,
  ): Promise<Executed<WebhookWithSecret>> {
    return this.webhooks.rotateSecret(operation, path.store, path.id);
  }

  /** Lists the last attempts to send to a webhook, newest first unless asked otherwise; some 500 are kept. */
  @Get(':id/deliveries')
  @Refuses(STORE_NOT_FOUND, INVALID_CURSOR, refusal.WEBHOOK_NOT_FOUND)
  listDeliveries(@Param() path: WebhookPath, @Query() query: NewestFirstQuery): Promise<DeliveryPage> {
    return this.webhooks.deliveries(path.store, path.id, query);
  }

  /** Sends the effects behind a position once more, in order, and goes on from there. */
  @Post(':id/replay')
  @Mutation(200, Webhook, refusal.WEBHOOK_NOT_FOUND, POSITION_GONE)
  replayWebhook(
    @Param() path: WebhookPath,
    @Body() body: ReplayBody,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Webhook>> {
    return this.webhooks.replay(operation, path.store, path.id, body.after);
  }
}
