import { WebhookList } from './list';
import { WebhookPage } from './webhook';

/** `/webhooks` and `/webhooks/<id>`. */
export function WebhookPages({ parts: [id] }: { parts: string[] }) {
  return id ? <WebhookPage id={id} /> : <WebhookList />;
}
