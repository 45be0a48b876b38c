import { importFile, itemsOf } from '../../support/stock-files';
import { useStore } from '../../support/use-house';

const the = useStore();
const HEADER = 'sku,setTo,delta,reason,reference,onHand,reserved,available,sold';

describe('GET /inventory/export', () => {
  it('has a row for each SKU, in order', async () => {
    await the.store.receive('TEE', 10);
    await the.store.receive('@cap', 3);
    await the.store.post('/inventory/items/TEE/deductions', { quantity: 1 }).expect(201);
    const lines = [{ sku: 'TEE', quantity: 4 }];
    await the.store.post('/inventory/reservations', { lines, ttlSeconds: 600 }).expect(201);
    const { text, headers } = await the.store.get('/inventory/export').expect(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(text).toBe(`${HEADER}\n@cap,3,,correction,,3,0,3,0\nTEE,9,,correction,,9,4,5,1\n`);
  });

  it('is a header where nothing was stocked, and refused where there is no store', async () => {
    expect((await the.store.get('/inventory/export').expect(200)).text).toBe(`${HEADER}\n`);
    await the.house.calls('nowhere').get('/inventory/export').expect(404);
  });

  it('changes no stock when it is imported', async () => {
    const rows = Array.from({ length: 1_200 }, (_, i) => `S-${i},,${i + 1},received,`);
    await importFile(the.store, `sku,setTo,delta,reason,reference\n${rows.join('\n')}`).expect(200);
    await the.store.put('/inventory/items/S-7/policy', { safetyStock: 3 }).expect(200);
    const lines = [{ sku: 'S-9', quantity: 10 }];
    await the.store.post('/inventory/reservations', { lines, ttlSeconds: 600 }).expect(201);
    const before = await itemsOf(the.store);
    const { text } = await the.store.get('/inventory/export').expect(200);
    expect(text.split('\n')).toHaveLength(1_202);
    const { body } = await importFile(the.store, text).expect(200);
    expect(body).toEqual({ rows: 1_200, applied: 1_200, refused: [] });
    expect(await itemsOf(the.store)).toEqual(before);
    expect((await the.store.get('/inventory/export').expect(200)).text).toBe(text);
  });

  it('of a store with a damaged SKU is no file that lacks it', async () => {
    await the.store.receive('TEE', 10);
    await the.house.redis.client.hset(`ch:{${the.store.name}}:stock`, 'TEE', 'x');
    expect((await the.store.get('/inventory/export').expect(500)).body.code).toBe('STORE_CORRUPTED');
  });
});
