import { useTeeSeller } from './use-tee-seller';

const the = useTeeSeller();

/** Writes over a field of a hash, or a string, of the store; what is written comes from what is there. */
async function damage(
  name: string,
  field: string | undefined,
  by: (record: string) => string,
): Promise<void> {
  const [key, { client }] = [`ch:{${the.store.name}}:${name}`, the.house.redis];
  if (field === undefined) await client.set(key, by((await client.get(key))!), 'KEEPTTL');
  else await client.hset(key, field, by((await client.hget(key, field))!));
}

const corrupted = async (path: string, body?: object): Promise<void> => {
  const before = await the.store.stock('TEE');
  const answer = body || !path.includes('/carts/c') ? the.store.post(path, body) : the.store.get(path);
  expect((await answer.expect(500)).body.code).toBe('STORE_CORRUPTED');
  expect(await the.store.stock('TEE')).toEqual(before);
};

describe('an order whose record was damaged is not cancelled', () => {
  it.each<[string, (record: string) => string]>([
    ['no record at all', () => 'TEE'],
    ['a state in capitals', (record) => record.toUpperCase()],
    ['a line without a quantity', (record) => record.replace('TEE*2', 'TEE*')],
    ['a second line that is none', (record) => record.replace('TEE*2*100', 'TEE*2*100,MUG')],
    ['no lines', (record) => record.replace('TEE*2*100', '')],
    ['an end that is cut off', (record) => record.slice(0, -2)],
  ])('%s', async (_, by) => {
    await the.order('o');
    await damage('orders', 'o', by);
    await corrupted('/orders/o/cancel');
  });
});

describe('a price that is none sells nothing, and no cart shows it', () => {
  it.each(['1e2', '0x10', ' 7', '-1', '1.5', 'ten', ''])('%p', async (price) => {
    await the.store.post('/carts/c/lines', { sku: 'TEE', quantity: 2 }).expect(200);
    await damage('prices', 'TEE', () => price);
    await corrupted('/orders', { customerId: 'ann', lines: [{ sku: 'TEE', quantity: 1 }] });
    await corrupted('/carts/c');
  });
});

it.each(['TEE*', 'TEE*2,MUG', '2', ''])('a cart with the lines %p is not shown', async (lines) => {
  await the.store.post('/carts/c/lines', { sku: 'TEE', quantity: 2 }).expect(200);
  await damage('cart:c', undefined, (record) => record.replace('TEE*2', lines));
  await corrupted('/carts/c');
});
