import { Injectable } from '@nestjs/common';
import { Direction, Span } from '../../platform/http';
import { isoTime, Operation, Result, ScriptRunner, toResult } from '../../platform/redis';
import { decodeWebhookProgress } from '../generated/webhook-progress-record';
import { decodeWebhook, WebhookRecord } from '../generated/webhook-record';
import { KeptWebhook } from './kept-webhook';
import { Delivery } from './webhook.dto';
import { WebhookRefusal } from './webhooks.errors';

export type WebhookResult<T> = Result<T, WebhookRefusal>;

export interface NewSettings {
  url: string;
  types?: string;
  description?: string;
  /** Encrypted; for a webhook that is not there yet. */
  secret: string;
}

/** A page of the attempts, behind the place of the last one seen. */
export interface DeliveriesWanted extends Span {
  cursor?: string;
  order: Direction;
  limit: number;
}

/** The scripts of webhooks; each method is the script of the same name. */
@Injectable()
export class WebhooksLua {
  constructor(private readonly scripts: ScriptRunner) {}

  async putWebhook(
    operation: Operation,
    store: string,
    id: string,
    settings: NewSettings,
  ): Promise<WebhookResult<{ settings: WebhookRecord; created: boolean }>> {
    const reply = await this.scripts.run('feed/put-webhook', { store, operation, args: { id, ...settings } });
    return toResult(reply, ([status, record]) => ({
      settings: decodeWebhook(record as string),
      created: status === 'created',
    }));
  }

  async deleteWebhook(operation: Operation, store: string, id: string): Promise<WebhookResult<undefined>> {
    const call = { store, operation, args: { id }, ids: { webhook_deliveries: id } };
    return toResult(await this.scripts.run('feed/delete-webhook', call), () => undefined);
  }

  async rotateSecret(
    operation: Operation,
    store: string,
    id: string,
    secret: string,
    overlapMs: number,
  ): Promise<WebhookResult<WebhookRecord>> {
    const args = { id, secret, overlap_ms: overlapMs };
    const reply = await this.scripts.run('feed/rotate-secret', { store, operation, args });
    return toResult(reply, ([record]) => decodeWebhook(record as string));
  }

  async replayWebhook(
    operation: Operation,
    store: string,
    id: string,
    after: string,
  ): Promise<WebhookResult<KeptWebhook>> {
    const reply = await this.scripts.run('feed/replay-webhook', { store, operation, args: { id, after } });
    return toResult(reply, (values) => toWebhook(id, values as string[]));
  }

  async readWebhook(store: string, id: string): Promise<WebhookResult<KeptWebhook>> {
    const reply = await this.scripts.run('feed/read-webhook', { store, args: { id } });
    return toResult(reply, (values) => toWebhook(id, values as string[]));
  }

  /** By their ids. */
  async listWebhooks(store: string): Promise<WebhookResult<KeptWebhook[]>> {
    const reply = await this.scripts.run('feed/list-webhooks', { store });
    return toResult(reply, (values) => toWebhooks(values as string[]));
  }

  async listDeliveries(
    store: string,
    id: string,
    { fromMs, toMs, ...wanted }: DeliveriesWanted,
  ): Promise<WebhookResult<{ items: Delivery[]; next: string | null }>> {
    const args = { id, from_ms: fromMs, to_ms: toMs, ...wanted };
    const call = { store, args, ids: { webhook_deliveries: id } };
    return toResult(await this.scripts.run('feed/list-deliveries', call), ([more, ...values]) => {
      const items = [];
      for (let i = 0; i < values.length; i += 8) items.push(toDelivery(values.slice(i, i + 8) as string[]));
      return { items, next: more === '1' ? (values.at(-8) as string) : null };
    });
  }
}

/** From id, settings and progress of each. */
export function toWebhooks(values: string[]): KeptWebhook[] {
  const found = [];
  for (let i = 0; i < values.length; i += 3) found.push(toWebhook(values[i]!, values.slice(i + 1, i + 3)));
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function toWebhook(id: string, [settings, progress]: string[]): KeptWebhook {
  return { id, settings: decodeWebhook(settings!), progress: decodeWebhookProgress(progress!) };
}

function toDelivery(values: string[]): Delivery {
  const [place, effectId, type, outcome, attempt, status, durationMs, fault] = values as [
    string,
    ...string[],
  ];
  return {
    effectId: effectId!,
    type: type!,
    delivered: outcome === 'delivered',
    attempt: Number(attempt),
    status: Number(status) || null,
    durationMs: Number(durationMs),
    fault: fault || null,
    at: isoTime(place.split('-')[0]),
  };
}
