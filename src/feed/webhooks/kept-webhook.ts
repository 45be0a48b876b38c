import { WebhookProgressRecord } from '../generated/webhook-progress-record';
import { WebhookRecord } from '../generated/webhook-record';

/** A webhook as its records tell it. */
export interface KeptWebhook {
  id: string;
  settings: WebhookRecord;
  progress: WebhookProgressRecord;
}
