import { useScriptStore } from '../../support/use-script-store';

const the = useScriptStore({ TEE: 10 });

const drop = {
  record: () => the.redis.client.hdel(the.store.key('stock'), 'TEE'),
  listing: () => the.redis.client.zrem(the.store.key('skus'), 'TEE'),
  movements: () => the.redis.client.hdel(the.store.key('movements'), 'TEE/1'),
};
const read = (): Promise<unknown[]> => the.store.run('inventory/read-stock', { args: { sku: 'TEE' } });

describe('a SKU without a record', () => {
  beforeEach(() => drop.record());

  it.each(['listing', 'movements'] as const)(
    'has lost it, also where its %s are lost as well',
    async (name) => {
      await drop[name]();
      await expect(read()).rejects.toThrow('CORRUPT stock TEE: its record is missing');
    },
  );

  it('was never stocked where it has neither', async () => {
    await drop.listing();
    await drop.movements();
    expect(await read()).toEqual(['SKU_NOT_FOUND', 'TEE']);
  });
});
