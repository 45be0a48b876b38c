import { useScriptStore } from '../../support/use-script-store';

const the = useScriptStore({ TEE: 10 });

it('names all SKUs that were never stocked, before those that are short', async () => {
  const short = ['INSUFFICIENT_STOCK', 'TEE', '11', '10'];
  const refused = ['SKU_NOT_FOUND', 'CAP', 'PEN', short];
  expect(await the.store.reserve('h1', { CAP: 1, TEE: 11, PEN: 1 })).toEqual(refused);
});

it('ends a reservation that is over where items of one batch are short only together', async () => {
  await the.store.reserve('h1', { TEE: 6 });
  await the.store.lapse('h1');
  const rest = ['d1', 'TEE', 3, '', '', 'd2', 'TEE', 3, '', ''];
  const answers = await the.store.ok('inventory/deduct-batch', { rest });
  expect(answers).toEqual([expect.stringMatching(/^d1 3 10 7 7 /), expect.stringMatching(/^d2 3 7 4 4 /)]);
});

it('finds all units on hand behind a reservation whose expiry key has vanished', async () => {
  await the.store.reserve('h1', { TEE: 10 });
  await the.store.vanish('h1');
  expect((await the.store.deduct('TEE', 10))[0]).toBe('OK');
});
