import { Redis } from 'ioredis';
import { storeKey } from '../../src/platform/redis/keys';
import { each, succeed } from '../support/calls';
import { ServiceScripts } from '../support/service-scripts';
import { Call, scriptCase, ScriptCase } from './case';
import { PLENTY } from './filled-store';

/** Owners that the campaign counts, of whom one buys in each call. */
const OWNERS = 1_000_000;
const AT_ONCE = 10_000;

const owner = (i: number): string => `owner-${String(i).padStart(7, '0')}`;
const settings = (skus: string[]) => ({ skus, perOwner: PLENTY, total: PLENTY });

async function ownSku(scripts: ServiceScripts, store: string): Promise<string> {
  const sku = scripts.id();
  const received = { sku, setTo: PLENTY, reason: 'received' as const };
  await succeed(scripts.inventory.adjust(scripts.operation(), store, received));
  return sku;
}

function put(scripts: ServiceScripts, store: string, id: string, sku: string): Promise<unknown> {
  const call = { operation: scripts.operation(), store, id, ifMatch: '' };
  return succeed(scripts.campaigns.putCampaign(call, settings([sku])));
}

/** Deductions of a SKU in the first campaign of the store, which counts a unit of each owner already. */
async function sales(scripts: ServiceScripts, store: string, count: number, redis: Redis): Promise<Call[]> {
  const sku = await ownSku(scripts, store);
  await put(scripts, store, 'drop', sku);
  const key = storeKey(store, 'campaign', '1');
  for (let i = 0; i < OWNERS; i += AT_ONCE)
    await redis.hset(key, ...Array.from({ length: AT_ONCE }, (_, j) => [owner(i + j), '1']).flat());
  await redis.hset(key, '/used', String(OWNERS));
  return each(count, (i) => {
    const request = { id: scripts.id(), sku, quantity: 1, owner: owner((i * 7_919) % OWNERS) };
    const operation = scripts.operation();
    return (where: string) => scripts.deductions.deduct(operation, where, request);
  });
}

export const campaignCases: ScriptCase[] = [
  { script: 'inventory/deduct', what: 'in a campaign of 1 000 000 owners', prepare: sales },
  scriptCase('inventory/put-campaign', async (scripts, prepared) => {
    const [sku, id, operation] = [await ownSku(scripts, prepared), scripts.id(), scripts.operation()];
    return (store) => scripts.campaigns.putCampaign({ operation, store, id, ifMatch: '' }, settings([sku]));
  }),
  scriptCase('inventory/delete-campaign', async (scripts, prepared) => {
    const [sku, id, operation] = [await ownSku(scripts, prepared), scripts.id(), scripts.operation()];
    await put(scripts, prepared, id, sku);
    return (store) => scripts.campaigns.deleteCampaign({ operation, store, id, ifMatch: '' });
  }),
];
