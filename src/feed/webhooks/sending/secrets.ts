import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config';
import { Problem } from '../../../platform/http';
import { WEBHOOKS_OFF } from '../webhooks.errors';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The webhook that a secret belongs to: encrypted for one, it cannot be used for another. */
export interface Whose {
  store: string;
  id: string;
}

/** Makes secrets of webhooks as Standard Webhooks writes them, and keeps them encrypted (AES-256-GCM). */
@Injectable()
export class Secrets {
  private readonly key?: Buffer;

  constructor({ WEBHOOK_SECRET_KEY: key }: Config) {
    if (key) this.key = Buffer.from(key, 'base64');
  }

  /** A new secret, encrypted. */
  make(whose: Whose): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.needed(), nonce).setAAD(named(whose));
    const hidden = Buffer.concat([cipher.update(randomBytes(SECRET_BYTES)), cipher.final()]);
    return Buffer.concat([nonce, hidden, cipher.getAuthTag()]).toString('base64url');
  }

  /** The secret as its receiver knows it: `whsec_…`. */
  tell(encrypted: string, whose: Whose): string {
    return PREFIX + this.bytes(encrypted, whose).toString('base64');
  }

  /** Fails where it was encrypted with another key. */
  bytes(encrypted: string, whose: Whose): Buffer {
    const all = Buffer.from(encrypted, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.needed(), all.subarray(0, NONCE_BYTES));
    decipher.setAAD(named(whose)).setAuthTag(all.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(all.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  }

  private needed(): Buffer {
    if (!this.key) throw new Problem(WEBHOOKS_OFF, 'The service has no WEBHOOK_SECRET_KEY.');
    return this.key;
  }
}

function named({ store, id }: Whose): Buffer {
  return Buffer.from(`${store}/${id}`);
}
