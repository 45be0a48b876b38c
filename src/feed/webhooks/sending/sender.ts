import { Injectable } from '@nestjs/common';
import { JournalEntry } from '../../../stores';
import { KeptWebhook } from '../kept-webhook';
import { Addresses } from './addresses';
import { Attempt, post } from './post';
import { Secrets } from './secrets';
import { signedHeaders } from './signature';

export type SentEffect = Pick<JournalEntry, 'id' | 'type' | 'data' | 'at'>;

/** Sends one effect to a webhook, signed. */
@Injectable()
export class Sender {
  constructor(
    private readonly secrets: Secrets,
    private readonly addresses: Addresses,
  ) {}

  async send(
    store: string,
    { id, settings }: Pick<KeptWebhook, 'id' | 'settings'>,
    effect: SentEffect,
  ): Promise<Attempt> {
    const body = JSON.stringify({ type: effect.type, timestamp: effect.at, data: effect.data });
    const { secret, oldSecret, oldUntilMs } = settings;
    const both = oldSecret !== null && Date.now() < (oldUntilMs ?? 0) ? [secret, oldSecret] : [secret];
    let keys: Buffer[];
    try {
      keys = both.map((one) => this.secrets.bytes(one, { store, id }));
    } catch {
      const fault = 'its secret was encrypted with another WEBHOOK_SECRET_KEY';
      return { delivered: false, status: 0, durationMs: 0, fault };
    }
    const headers = signedHeaders({ id: effect.id, timestamp: Math.floor(Date.now() / 1_000), body }, keys);
    return post(new URL(settings.url), headers, body, this.addresses);
  }
}
