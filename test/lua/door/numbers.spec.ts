import { MAX, movementOf, setSold, setStock } from '../../support/stock-by-hand';
import { withoutChange } from '../../support/snapshot';
import { useScriptStore } from '../../support/use-script-store';

const the = useScriptStore({ TEE: 10 });

/** No script moves units of a SKU that does not read, and none takes it for one that was never stocked. */
async function isCorrupt(): Promise<void> {
  const deduct = (): Promise<unknown> =>
    expect(the.store.deduct('TEE', 1)).rejects.toThrow('CORRUPT stock TEE');
  await withoutChange(the.redis.client, deduct);
}

describe('the record of a SKU is damaged', () => {
  it.each(['010 0 1', '10 00 1', '10 0 01', '2|10 0 1 05'])(
    'where a number begins with 0: %s',
    async (record) => {
      await setStock(the.store, 'TEE', record);
      await isCorrupt();
    },
  );

  it.each([`${MAX + 1} 0 1`, `10 ${MAX + 1} 1`, `10 0 ${MAX + 1}`, `2|10 0 1 ${MAX + 1}`])(
    'where a number is greater than 9007199254740991: %s',
    async (record) => {
      await setStock(the.store, 'TEE', record);
      await isCorrupt();
    },
  );

  it('where more is reserved than is on hand', async () => {
    await setStock(the.store, 'TEE', '10 11 1');
    await isCorrupt();
    await setStock(the.store, 'TEE', '10 10 1');
    expect(await the.store.deduct('TEE', 1)).toEqual(['INSUFFICIENT_STOCK', 'TEE', '1', '0']);
  });

  it.each(['-1', '-5000', '1.5', '5000.5', 'inf', '-inf', '1e30', String(MAX + 1)])(
    'where units sold are %s',
    async (sold) => {
      await setSold(the.store, 'TEE', sold);
      await isCorrupt();
    },
  );
});

describe('numbers of more than three digits', () => {
  it.each(['0', '999', '5000', String(MAX - 1)])('are read as units sold: %s', async (sold) => {
    await setSold(the.store, 'TEE', sold);
    expect((await the.store.deduct('TEE', 1))[0]).toBe('OK');
    expect(await the.store.stock('TEE')).toEqual([9, 0, Number(sold) + 1]);
  });

  it('are read and written of all that a record holds', async () => {
    await setStock(the.store, 'TEE', '2|9000 2000 5000 3000');
    expect((await the.store.deduct('TEE', 1500))[1]).toMatch(/ 1500 9000 7500 2500 /);
    expect(await the.redis.client.hget(the.store.key('stock'), 'TEE')).toBe('2|7500 2000 5001 3000');
    expect((await movementOf(the.store, 'TEE', 5001)).slice(0, 5)).toEqual([
      'deduction',
      -1500,
      0,
      7500,
      2000,
    ]);
  });

  it('are reserved, released and told', async () => {
    await the.store.receive({ TEE: 9990 });
    await the.store.reserve('h1', { TEE: 2000 });
    expect((await movementOf(the.store, 'TEE', 3)).slice(1, 5)).toEqual([0, 2000, 10000, 2000]);
    expect(await the.redis.client.hget(the.store.key('stock'), 'TEE')).toBe('10000 2000 3');
    const short = ['INSUFFICIENT_STOCK', 'TEE', '8001', expect.stringMatching(/^8000 \d+ 2000$/)];
    expect(await the.store.deduct('TEE', 8001)).toEqual(short);
    await the.store.end('cancel', 'h1');
    expect((await movementOf(the.store, 'TEE', 4)).slice(1, 5)).toEqual([0, -2000, 10000, 0]);
  });
});
