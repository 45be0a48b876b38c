import { StoreCalls } from '../house';
import { Mutation } from './mutation';

const DROP = '/campaigns/drop';
const settings = { skus: ['TEE'], perOwner: 3, perOperation: 2, total: 9 };

async function stocked(store: StoreCalls): Promise<void> {
  await store.receive('TEE', 10);
}

async function open(store: StoreCalls): Promise<void> {
  await stocked(store);
  await store.put(DROP, settings).expect(201);
}

export const campaignMutations: Mutation[] = [
  {
    operation: 'putCampaign',
    path: DROP,
    body: { ...settings, opensAt: '2020-01-01T00:00:00Z', closesAt: '2120-01-01T00:00:00Z' },
    before: stocked,
    after: (store) => store.delete(DROP).expect(204),
  },
  {
    operation: 'putCampaign',
    when: 'changes it',
    path: DROP,
    body: { skus: ['TEE'] },
    headers: { 'If-Match': '"1"' },
    before: open,
    after: (store) => store.put(DROP, settings).expect(200),
  },
  {
    operation: 'deleteCampaign',
    path: DROP,
    headers: { 'If-Match': '"1"' },
    before: open,
    after: (store) => store.put(DROP, settings).expect(201),
  },
  {
    operation: 'deductStock',
    when: 'in a campaign',
    path: '/inventory/items/TEE/deductions',
    body: { quantity: 2, ownerId: 'ann' },
    before: open,
    after: (store) => store.put(DROP, { ...settings, perOwner: 1 }).expect(200),
  },
];
