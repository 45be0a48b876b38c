import { Injectable } from '@nestjs/common';
import { internalOperation, ScriptRunner, toResult } from '../../../platform/redis';
import { KeptWebhook } from '../kept-webhook';
import { toWebhooks } from '../webhooks.lua';
import { Attempt } from './post';
import { SentEffect } from './sender';

/** Longer than an attempt may take. */
export const LEASE_MS = 20_000;

/** Who sends to a webhook, by the number that others must not have passed. */
export interface Lease {
  store: string;
  id: string;
  fence: number;
}

/** The scripts of those who send. */
@Injectable()
export class DeliveriesLua {
  constructor(private readonly scripts: ScriptRunner) {}

  /** lua/feed/claim-webhooks.lua; nothing where there is no such store. */
  async claim(store: string, owner: string): Promise<KeptWebhook[]> {
    const args = { owner, lease_ms: LEASE_MS };
    const result = toResult(await this.scripts.run('feed/claim-webhooks', { store, args }), (values) =>
      toWebhooks(values as string[]),
    );
    return result.ok ? result.value : [];
  }

  /** lua/feed/settle-delivery.lua, of effects that need not be sent; false where somebody else sends by now. */
  pass(lease: Lease, position: string): Promise<boolean> {
    return this.settle(lease, { outcome: 'passed', position, retry_ms: 0, status: 0, duration_ms: 0 });
  }

  /** lua/feed/settle-delivery.lua; `retryMs` is the wait after a failure; false as above. */
  note(lease: Lease, effect: SentEffect, attempt: Attempt, retryMs: number): Promise<boolean> {
    return this.settle(lease, {
      outcome: attempt.delivered ? 'delivered' : 'failed',
      position: effect.id,
      retry_ms: retryMs,
      effect: effect.id,
      effect_type: effect.type,
      status: attempt.status,
      duration_ms: attempt.durationMs,
      fault: attempt.fault,
    });
  }

  /** lua/feed/disable-webhook.lua */
  async disable({ store, id, fence }: Lease): Promise<void> {
    const operation = internalOperation('webhooks');
    await this.scripts.run('feed/disable-webhook', { store, operation, args: { id, fence } });
  }

  private async settle({ store, id, fence }: Lease, outcome: Outcome): Promise<boolean> {
    const args = { id, fence, lease_ms: LEASE_MS, ...outcome };
    const call = { store, args, ids: { webhook_deliveries: id } };
    const { outcome: word, values } = await this.scripts.run('feed/settle-delivery', call);
    return word === 'OK' && values[0] === 'noted';
  }
}

interface Outcome {
  outcome: 'passed' | 'delivered' | 'failed';
  position: string;
  retry_ms: number;
  effect?: string;
  effect_type?: string;
  status: number;
  duration_ms: number;
  fault?: string;
}
