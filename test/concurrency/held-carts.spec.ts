import { crowd } from '../support/crowd';
import { sleep } from '../support/time';
import { useStore } from '../support/use-house';

const the = useStore({ SWEEP_INTERVAL_MS: 100 });

const CARTS = 500;
const UNITS = 700;

/** Active reservations and movements add up to the stock. */
async function clean(): Promise<void> {
  const { body } = await the.store.post('/inventory/audits').expect(200);
  expect(body).toMatchObject({ drift: [], unsettled: [] });
}

async function sold(): Promise<number> {
  let [units, cursor] = [0, ''];
  do {
    const { body } = await the.store.get(`/orders?limit=200${cursor && `&cursor=${cursor}`}`).expect(200);
    for (const order of body.items) units += order.units;
    cursor = body.nextCursor;
  } while (cursor);
  return units;
}

it('sells each unit once where 500 held carts are checked out, changed, cleared and lapse at once', async () => {
  await the.store.receive('TEE', UNITS);
  await the.store.price('TEE', 100);
  await crowd(CARTS, (i) => the.store.post(`/carts/c${i}/lines`, { sku: 'TEE', quantity: 1 }).expect(200));
  // Some of the holds lapse in the middle of it all.
  await crowd(CARTS, (i) => the.store.post(`/carts/c${i}/hold`, { ttlSeconds: 1 + (i % 3) }).expect(200));
  expect((await the.store.stock('TEE')).onHand).toBe(UNITS);

  const answers: { i: number; act: string; status: number; code?: string }[] = [];
  const race = (shift: number) =>
    crowd(2 * CARTS, async (n) => {
      const i = n % CARTS;
      const act = ['checkout', 'more', 'less', 'clear', 'sale'][(n + Math.floor(n / CARTS) + shift) % 5]!;
      const call = {
        checkout: () => the.store.post(`/carts/c${i}/checkout`, { customerId: `k${i}` }),
        more: () => the.store.post(`/carts/c${i}/lines`, { sku: 'TEE', quantity: 2 }),
        less: () => the.store.post(`/carts/c${i}/lines/TEE/removals`, { quantity: 1 }),
        clear: () => (i % 7 === 0 ? the.store.delete(`/carts/c${i}`) : the.store.get(`/carts/c${i}`)),
        sale: () => the.store.post('/inventory/items/TEE/deductions', { quantity: 1 }),
      }[act as 'checkout']();
      const { status, body } = await call;
      answers.push({ i, act, status, code: body.code });
    });
  for (const shift of [0, 2]) {
    await race(shift);
    await sleep(700);
  }
  await crowd(CARTS, (i) => the.store.post(`/carts/c${i}/checkout`, { customerId: `k${i}` }).then(() => {}));

  const refusals = new Set(answers.filter(({ status }) => status >= 400).map(({ code }) => code));
  for (const code of refusals) expect(['CART_EMPTY', 'INSUFFICIENT_STOCK', 'LINE_NOT_FOUND']).toContain(code);
  const deducted = answers.filter(({ act, status }) => act === 'sale' && status === 201).length;
  const ordered = await sold();
  const stock = await the.store.stock('TEE');
  expect(stock.sold).toBe(ordered + deducted);
  expect(stock.onHand).toBe(UNITS - ordered - deducted);
  expect(stock.onHand).toBeGreaterThanOrEqual(stock.reserved);
  await clean();

  // No hold is left behind where no cart is.
  await sleep(3_000);
  await the.store.post('/inventory/sweeper/runs').expect(200);
  expect(await the.store.stock('TEE')).toMatchObject({ reserved: 0, available: stock.onHand });
  await clean();
}, 240_000);

it('sells to each of 500 held carts what it keeps back, though twice as many want it', async () => {
  await the.store.receive('MUG', CARTS);
  await the.store.price('MUG', 100);
  await crowd(2 * CARTS, (i) =>
    the.store.post(`/carts/c${i}/lines`, { sku: 'MUG', quantity: 1 }).expect(200),
  );
  const held = await crowd(2 * CARTS, async (i) => {
    const { status, body } = await the.store.post(`/carts/c${i}/hold`, { ttlSeconds: 600 });
    return { status, code: body.code };
  });
  expect(held.filter(({ status }) => status === 200)).toHaveLength(CARTS);
  expect(held.filter(({ code }) => code === 'INSUFFICIENT_STOCK')).toHaveLength(CARTS);
  const out = await crowd(
    2 * CARTS,
    async (i) => (await the.store.post(`/carts/c${i}/checkout`, { customerId: 'ann' })).status,
  );
  expect(out.map((status) => (status === 201 ? 200 : status))).toEqual(held.map(({ status }) => status));
  expect(await the.store.stock('MUG')).toMatchObject({ onHand: 0, reserved: 0, sold: CARTS });
  await clean();
}, 240_000);
