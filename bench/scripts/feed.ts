import { Redis } from 'ioredis';
import { storeKey } from '../../src/platform/redis/keys';
import { succeed } from '../support/calls';
import { ServiceScripts } from '../support/service-scripts';
import { Call, ScriptCase } from './case';

const FROM_THE_START = '0-0';
/** Number of who sends to a webhook that is new. */
const FIRST_FENCE = 1;
const OVERLAP_MS = 86_400_000;
const settings = { url: 'https://hooks.invalid/shop', types: '', description: '', secret: 'c2VjcmV0' };

async function made(scripts: ServiceScripts, store: string): Promise<string> {
  const id = scripts.id();
  await succeed(scripts.webhooks.putWebhook(scripts.operation(), store, id, settings));
  return id;
}

/** So many webhooks, alike to the last byte: more than a store may make. */
async function copies(
  scripts: ServiceScripts,
  store: string,
  count: number,
  redis: Redis,
): Promise<string[]> {
  const ids = [await made(scripts, store), ...Array.from({ length: count - 1 }, () => scripts.id())];
  for (const key of [storeKey(store, 'webhooks'), storeKey(store, 'webhook_progress')]) {
    const record = (await redis.hget(key, ids[0]!))!;
    await redis.hset(key, ...ids.flatMap((id) => [id, record]));
  }
  return ids;
}

/** A case whose calls have a webhook each. */
function webhookCase(script: string, call: (scripts: ServiceScripts, id: string) => Call): ScriptCase {
  return {
    script: `feed/${script}`,
    prepare: async (scripts, store, count, redis) =>
      (await copies(scripts, store, count, redis)).map((id) => call(scripts, id)),
  };
}

export const feedCases: ScriptCase[] = [
  {
    ...webhookCase('put-webhook', (scripts, id) => {
      const [operation, changed] = [scripts.operation(), { ...settings, types: 'order.placed' }];
      return (store) => scripts.webhooks.putWebhook(operation, store, id, changed);
    }),
    what: 'replaces settings',
  },
  webhookCase('rotate-secret', (scripts, id) => {
    const operation = scripts.operation();
    return (store) => scripts.webhooks.rotateSecret(operation, store, id, 'another', OVERLAP_MS);
  }),
  webhookCase('replay-webhook', (scripts, id) => {
    const operation = scripts.operation();
    return (store) => scripts.webhooks.replayWebhook(operation, store, id, FROM_THE_START);
  }),
  webhookCase('disable-webhook', (scripts, id) => async (store) => {
    await scripts.deliveries.disable({ store, id, fence: FIRST_FENCE });
    return { ok: true };
  }),
  webhookCase('delete-webhook', (scripts, id) => {
    const operation = scripts.operation();
    return (store) => scripts.webhooks.deleteWebhook(operation, store, id);
  }),
];
