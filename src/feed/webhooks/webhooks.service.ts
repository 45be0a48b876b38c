import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  decodeCursor,
  encodeCursor,
  Executed,
  ID,
  invalid,
  Page,
  NewestFirstQuery,
  PageQuery,
  spanOf,
  valueOf,
} from '../../platform/http';
import { isoTime, Operation } from '../../platform/redis';
import { isEffectId, placeIn, StoresService } from '../../stores';
import { WebhookRecord } from '../generated/webhook-record';
import { KeptWebhook } from './kept-webhook';
import { Addresses } from './sending/addresses';
import { Secrets } from './sending/secrets';
import { Sender } from './sending/sender';
import {
  Delivery,
  TestDelivery,
  Webhook,
  WebhookBody,
  WebhookSettings,
  WebhookWithSecret,
} from './webhook.dto';
import { webhookRefusals } from './webhooks.errors';
import { WebhooksLua } from './webhooks.lua';

/** Both secrets sign for a day after one was rotated. */
const OVERLAP_MS = 24 * 3_600_000;

/** Places in the stream of its deliveries. */
const PLACE = { test: (text: string): boolean => /^\d+-\d+$/.test(text) && isEffectId(text) };

@Injectable()
export class WebhooksService {
  constructor(
    private readonly lua: WebhooksLua,
    private readonly stores: StoresService,
    private readonly secrets: Secrets,
    private readonly addresses: Addresses,
    private readonly sender: Sender,
  ) {}

  async put(
    operation: Operation,
    store: string,
    id: string,
    { url, types, description }: WebhookBody,
  ): Promise<Executed<WebhookWithSecret>> {
    const secret = this.secrets.make({ store, id });
    const sorted = types && [...new Set(types)].sort().join(',');
    const asked = { url: this.addresses.checked(url), types: sorted, description, secret };
    const result = await this.lua.putWebhook(operation, store, id, asked);
    const { settings, created } = valueOf(result, webhookRefusals);
    const told = created ? { secret: this.secrets.tell(settings.secret, { store, id }) } : {};
    const body = { ...toSettings(id, settings), ...told };
    return new Executed(body, result.ok && result.replayed, created ? 201 : 200);
  }

  async get(store: string, id: string): Promise<Webhook> {
    return toWebhook(valueOf(await this.lua.readWebhook(store, id), webhookRefusals));
  }

  /** A store has few: all are read, and a page is cut of them. */
  async list(store: string, { cursor, limit }: PageQuery): Promise<Page<Webhook>> {
    const after = decodeCursor(cursor, ID);
    const all = valueOf(await this.lua.listWebhooks(store), webhookRefusals).filter(({ id }) => id > after);
    const items = all.slice(0, limit).map(toWebhook);
    return { items, nextCursor: all.length > limit ? encodeCursor(items.at(-1)!.id) : null };
  }

  async delete(operation: Operation, store: string, id: string): Promise<Executed<undefined>> {
    const result = await this.lua.deleteWebhook(operation, store, id);
    return new Executed(valueOf(result, webhookRefusals), result.ok && result.replayed);
  }

  async rotateSecret(operation: Operation, store: string, id: string): Promise<Executed<WebhookWithSecret>> {
    const secret = this.secrets.make({ store, id });
    const result = await this.lua.rotateSecret(operation, store, id, secret, OVERLAP_MS);
    const settings = valueOf(result, webhookRefusals);
    const body = { ...toSettings(id, settings), secret: this.secrets.tell(settings.secret, { store, id }) };
    return new Executed(body, result.ok && result.replayed);
  }

  /** Refuses a position behind which effects are gone; the journal tells. */
  async replay(operation: Operation, store: string, id: string, after: string): Promise<Executed<Webhook>> {
    if (!isEffectId(after)) throw invalid([{ pointer: '/after', detail: 'must be the id of an effect' }]);
    await this.stores.effectsBehind(store, placeIn(after), 1);
    const result = await this.lua.replayWebhook(operation, store, id, after);
    return new Executed(toWebhook(valueOf(result, webhookRefusals)), result.ok && result.replayed);
  }

  async deliveries(store: string, id: string, query: NewestFirstQuery): Promise<Page<Delivery>> {
    const cursor = decodeCursor(query.cursor, PLACE) || undefined;
    const wanted = { cursor, ...spanOf(query), order: query.order, limit: query.limit };
    const found = await this.lua.listDeliveries(store, id, wanted);
    const { items, next } = valueOf(found, webhookRefusals);
    return { items, nextCursor: next && encodeCursor(next) };
  }

  /** Sends an event that stands in no journal, now. */
  async test(store: string, id: string, dryRun: boolean): Promise<TestDelivery> {
    const webhook = valueOf(await this.lua.readWebhook(store, id), webhookRefusals);
    if (dryRun) return { delivered: false, status: null, durationMs: 0, fault: 'a dry run sends nothing' };
    const at = new Date().toISOString();
    const effect = { id: `test-${randomUUID()}`, type: 'webhook.test', at, data: { id } };
    const { delivered, status, durationMs, fault } = await this.sender.send(store, webhook, effect);
    return { delivered, status: status || null, durationMs, fault: fault ?? null };
  }
}

function toSettings(id: string, settings: WebhookRecord): WebhookSettings {
  const { url, types, description, state, createdMs, updatedMs } = settings;
  const times = { createdAt: isoTime(createdMs), updatedAt: isoTime(updatedMs) };
  return { id, url, types: types?.split(',') ?? null, description, state, ...times };
}

function toWebhook({ id, settings, progress }: KeptWebhook): Webhook {
  const { position, attempts, failingMs, nextMs } = progress;
  return {
    ...toSettings(id, settings),
    deliveredTo: position,
    failedAttempts: attempts,
    failingSince: failingMs === null ? null : isoTime(failingMs),
    nextAttemptAt: nextMs === null ? null : isoTime(nextMs),
  };
}
