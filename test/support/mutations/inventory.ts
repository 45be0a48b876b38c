import { StoreCalls } from '../house';
import { metadata, Mutation } from './mutation';

const TEE = '/inventory/items/TEE';
const RESERVATION = '/inventory/reservations/h';

async function stocked(store: StoreCalls): Promise<void> {
  await store.receive('TEE', 10);
  await store.receive('MUG', 10);
}

async function reserved(store: StoreCalls): Promise<void> {
  await stocked(store);
  const lines = [{ sku: 'TEE', quantity: 5 }];
  const reservation = { id: 'h', lines, ttlSeconds: 600, ownerId: 'ann', metadata };
  await store.post('/inventory/reservations', reservation).expect(201);
}

async function deducted(store: StoreCalls): Promise<void> {
  await stocked(store);
  await store.post(`${TEE}/deductions`, { id: 'd', quantity: 4, reference: 'order 7' }).expect(201);
}

const sellOut = async (store: StoreCalls): Promise<void> => {
  const { available } = await store.stock('TEE');
  await store.post(`${TEE}/deductions`, { quantity: available }).expect(201);
};

const WAIT = { sku: 'TEE', quantity: 1, ownerId: 'ann', holdSeconds: 60, waitSeconds: 600 };

async function waiting(store: StoreCalls): Promise<void> {
  await reserved(store);
  await sellOut(store);
  await store.post('/inventory/waits', { ...WAIT, id: 'w' }).expect(201);
}

const release = (store: StoreCalls, { id }: { id: string }): PromiseLike<unknown> =>
  store.post(`/inventory/reservations/${id}/cancel`).expect(200);

export const inventoryMutations: Mutation[] = [
  {
    operation: 'adjustStock',
    path: `${TEE}/adjustments`,
    body: { delta: 5, reason: 'received', reference: 'delivery 3' },
    before: stocked,
    after: sellOut,
  },
  {
    operation: 'adjustStock',
    when: 'creates a SKU',
    path: '/inventory/items/CAP/adjustments',
    body: { setTo: 5, reason: 'correction' },
    after: (store) => store.receive('CAP', 1),
  },
  {
    operation: 'adjustStock',
    when: 'ends reservations',
    path: `${TEE}/adjustments`,
    body: { setTo: 4, reason: 'correction', evict: 'newest' },
    before: reserved,
    after: (store) => store.receive('TEE', 1),
  },
  {
    operation: 'adjustStockBatch',
    when: 'ends reservations',
    path: '/inventory/adjustments/batch',
    body: { items: [{ sku: 'TEE', setTo: 4, reason: 'correction', evict: 'oldest' }] },
    before: reserved,
    after: (store) => store.receive('TEE', 1),
  },
  {
    operation: 'setPolicy',
    path: `${TEE}/policy`,
    body: { safetyStock: 3 },
    before: stocked,
    after: (store) => store.put(`${TEE}/policy`, { safetyStock: 1 }).expect(200),
  },
  {
    operation: 'adjustStockBatch',
    path: '/inventory/adjustments/batch',
    body: {
      items: [
        { sku: 'TEE', delta: 1, reason: 'returned' },
        { sku: 'MUG', delta: -11, reason: 'lost' },
      ],
    },
    before: stocked,
    after: (store) => store.receive('MUG', 5),
  },
  {
    operation: 'importStock',
    path: '/inventory/import',
    csv: 'sku,setTo,delta,reason,reference\nTEE,,5,received,delivery 3\nMUG,,-11,lost,\nCAP,,,lost,\n',
    before: stocked,
    after: (store) => store.receive('MUG', 5),
  },
  {
    operation: 'importStock',
    when: 'takes several scripts',
    path: '/inventory/import',
    csv: `sku,setTo,delta,reason,reference\n${'TEE,,-1,damaged,\nNEW,,1,received,\n'.repeat(60)}`,
    before: stocked,
    after: (store) => store.receive('TEE', 100),
  },
  {
    operation: 'deductStock',
    path: `${TEE}/deductions`,
    body: { quantity: 3, reference: 'order 7' },
    before: stocked,
    after: sellOut,
  },
  {
    operation: 'deductStockBatch',
    path: '/inventory/deductions/batch',
    body: {
      items: [
        { sku: 'TEE', quantity: 2, reference: 'order 7' },
        { sku: 'MUG', quantity: 11 },
        { sku: 'NONE', quantity: 1 },
        { sku: 'TEE', quantity: 1, id: 'mine' },
      ],
    },
    before: stocked,
    after: (store) => store.receive('MUG', 5),
  },
  {
    operation: 'reverseDeduction',
    path: `${TEE}/deductions/d/reversal`,
    before: deducted,
    after: sellOut,
  },
  {
    operation: 'reverseDeduction',
    when: 'a part',
    path: `${TEE}/deductions/d/reversal`,
    body: { quantity: 1, id: 'first' },
    before: deducted,
    after: (store) => store.post(`${TEE}/deductions/d/reversal`).expect(201),
  },
  {
    operation: 'reserve',
    path: '/inventory/reservations',
    body: {
      lines: [
        { sku: 'TEE', quantity: 2 },
        { sku: 'MUG', quantity: 1 },
      ],
      ttlSeconds: 60,
      ownerId: 'ann',
      metadata,
    },
    before: stocked,
    after: release,
  },
  { operation: 'commitReservation', path: `${RESERVATION}/commit`, before: reserved, after: sellOut },
  { operation: 'cancelReservation', path: `${RESERVATION}/cancel`, before: reserved, after: sellOut },
  {
    operation: 'commitReservation',
    when: 'a part, and keeps the rest',
    path: `${RESERVATION}/commit`,
    body: { lines: [{ sku: 'TEE', quantity: 1 }], remainder: 'keep' },
    before: reserved,
    after: release,
  },
  {
    operation: 'cancelReservation',
    when: 'a part',
    path: `${RESERVATION}/cancel`,
    body: { lines: [{ sku: 'TEE', quantity: 1 }] },
    before: reserved,
    after: release,
  },
  {
    operation: 'setReservationLines',
    path: `${RESERVATION}/lines`,
    body: {
      lines: [
        { sku: 'MUG', quantity: 2 },
        { sku: 'TEE', quantity: 1 },
      ],
    },
    before: reserved,
    after: release,
  },
  {
    operation: 'extendReservation',
    path: `${RESERVATION}/extend`,
    body: { ttlSeconds: 900 },
    before: reserved,
    after: release,
  },
  {
    operation: 'wait',
    path: '/inventory/waits',
    body: { ...WAIT, quantity: 20, atLeast: 11 },
    before: stocked,
    after: (store) => store.receive('TEE', 10),
  },
  {
    operation: 'wait',
    when: 'is promoted at once',
    path: '/inventory/waits',
    body: WAIT,
    before: stocked,
    after: sellOut,
  },
  {
    operation: 'cancelWait',
    path: '/inventory/waits/w/cancel',
    before: waiting,
    after: (store) => store.receive('TEE', 1),
  },
];
