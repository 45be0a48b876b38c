import supertest from 'supertest';
import { fileOf, importFile } from '../stock-files';
import { Guide } from './guide';

export async function tourOfStock({ url, store, call, get, post, put }: Guide): Promise<void> {
  await call(store.put('', { currency: 'USD' }));
  await call(supertest(url).put('/v1/stores/a-second-one').send({ currency: 'EUR' }));
  await call(supertest(url).get('/v1/stores'));
  await get('');
  await post('/inventory/items/TEE/adjustments', { setTo: 100, reason: 'received', reference: 'PO 1' });
  await post('/inventory/items/HAT/adjustments', { delta: 2, reason: 'received' });
  const rows = [
    { sku: 'TEE', delta: 1, reason: 'received' },
    { sku: 'HAT', delta: -9, reason: 'lost' },
  ];
  await post('/inventory/adjustments/batch', { items: rows });
  await call(importFile(store, fileOf('HAT,2,,correction,count of May', 'HAT,,-9,lost,', 'HAT,,,lost,')));
  await get('/inventory/export');
  await put('/inventory/items/TEE/policy', { safetyStock: 2, lowStock: 99 });
  await get('/inventory/items/TEE');
  await put('/inventory/items/TEE/policy', {});
  await post('/inventory/items/TEE/deductions', { id: 'd1', quantity: 1, reference: 'till 3' });
  await post('/inventory/deductions/batch', {
    items: [
      { sku: 'TEE', quantity: 1 },
      { sku: 'NO', quantity: 1 },
    ],
  });
  await get('/inventory/items/TEE/deductions/d1');
  await post('/inventory/items/TEE/deductions/d1/reversal');
  await post('/inventory/items/TEE/deductions', { id: 'd2', quantity: 3 });
  await post('/inventory/items/TEE/deductions/d2/reversal', { id: 'back', quantity: 1 });
  await post('/inventory/items/TEE/deductions/d2/reversal', { quantity: 3 });
  await get('/inventory/items/TEE/deductions/d1');
  for (const path of ['/inventory/items?limit=1', '/inventory/items', '/inventory/items/TEE'])
    await get(path);
  for (const query of ['', '?limit=2', '?after=2']) await get(`/inventory/items/TEE/movements${query}`);
  await get('/inventory/items/NO');
  await call(store.post('/inventory/items/HAT/adjustments', { delta: 1, reason: 'received' }, 'po-7'));
  for (const key of ['po-7', 'none']) await get(`/operations/${key}`);
}

export async function tourOfCampaigns({ store, call, get, post, put }: Guide): Promise<void> {
  await post('/inventory/items/MASK/adjustments', { delta: 10, reason: 'received' });
  await put('/inventory/items/MASK/policy', { lowStock: 10 });
  await put('/inventory/items/MASK/policy', { lowStock: 9 });
  await put('/campaigns/drop', { skus: ['MASK'] });
  await get('/campaigns/drop/owners/ann');
  const window = { opensAt: '2020-01-01T00:00:00Z', closesAt: '2120-01-01T00:00:00Z' };
  await put('/campaigns/drop', { skus: ['MASK'], ...window, perOwner: 2, perOperation: 2, total: 9 });
  await post('/inventory/items/MASK/deductions', { quantity: 1, ownerId: 'ann' });
  for (const path of ['/campaigns', '/campaigns/drop', '/campaigns/drop/owners/ann']) await get(path);
  await call(store.delete('/campaigns/drop'));
}
