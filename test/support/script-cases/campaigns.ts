import type { ScriptCase } from '../script-cases';
import { Call, ScriptStore } from '../script-store';
import { after } from './after';

const campaign = (limits: object, ...skus: string[]): Call => ({
  args: { id: 'drop', opens_ms: 1_000, ...limits },
  rest: skus,
});

async function withCampaign(store: ScriptStore): Promise<void> {
  await store.receive({ TEE: 10, MUG: 3 });
  await store.ok('inventory/put-campaign', campaign({ per_owner: 9, total: 9 }, 'TEE', 'MUG'));
  const owned = { id: 'r1', ttl_seconds: 60, owner: 'ann' };
  await store.ok('inventory/reserve', { args: owned, ids: { hold: 'r1' }, rest: ['TEE', 4] });
  await store.ok('inventory/deduct', { args: { id: 'd1', sku: 'TEE', quantity: 2, owner: 'bob' } });
}

async function withLapsed(store: ScriptStore): Promise<void> {
  await withCampaign(store);
  await store.lapse('r1');
}

const taken = { args: { id: 'd2', sku: 'TEE', quantity: 1, owner: 'ann' } };

export const campaignCases: ScriptCase[] = [
  {
    script: 'inventory/put-campaign',
    prepare: after((store) => store.receive({ TEE: 10 }), campaign({ closes_ms: 9_000 }, 'TEE')),
  },
  {
    script: 'inventory/put-campaign',
    when: 'changes it',
    prepare: after(withCampaign, campaign({ per_owner: 1 }, 'MUG')),
  },
  { script: 'inventory/delete-campaign', prepare: after(withCampaign, { args: { id: 'drop' } }) },
  { script: 'inventory/read-campaign', prepare: after(withLapsed, { args: { id: 'drop' } }) },
  {
    script: 'inventory/read-campaign-owner',
    prepare: after(withLapsed, { args: { id: 'drop', owner: 'ann' } }),
  },
  { script: 'inventory/list-campaigns', prepare: after(withLapsed, { args: { cursor: '', limit: 9 } }) },
  { script: 'inventory/deduct', when: 'in a campaign', prepare: after(withCampaign, taken) },
  {
    script: 'inventory/deduct',
    when: 'frees what a lapsed reservation is counted with',
    prepare: after(withLapsed, { args: { ...taken.args, quantity: 5 } }),
  },
  {
    script: 'inventory/reverse-deduction',
    when: 'in a campaign',
    prepare: after(withCampaign, { args: { id: 'd1', sku: 'TEE' } }),
  },
  {
    script: 'inventory/cancel',
    when: 'in a campaign',
    prepare: after(withCampaign, { args: { id: 'r1' }, ids: { hold: 'r1' } }),
  },
];
