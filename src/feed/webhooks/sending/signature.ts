import { createHmac } from 'node:crypto';

export interface Signed {
  id: string;
  /** Seconds since 1970. */
  timestamp: number;
  body: string;
}

/** Headers of a delivery by the Standard Webhooks specification 1.0; one signature for each secret. */
export function signedHeaders(
  { id, timestamp, body }: Signed,
  secrets: readonly Buffer[],
): Record<string, string> {
  const content = `${id}.${timestamp}.${body}`;
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', secret).update(content).digest('base64')}`,
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  };
}
