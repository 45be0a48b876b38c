import { crowd } from '../support/crowd';
import { eventually } from '../support/eventually';
import { useStore } from '../support/use-house';

const ORDERS = 40;

const the = useStore({ SWEEP_INTERVAL_MS: 50 });
beforeEach(async () => {
  await the.store.receive('TEE', ORDERS);
  await the.store.price('TEE', 101);
  await the.store.fund('ann', 101 * ORDERS);
  for (const id of ['shop', 'platform']) await the.store.fund(id, 0);
});

const legs = [
  { to: 'platform', shareBps: 3333 },
  { to: 'shop', rest: true },
];
const authorise = async (ttlSeconds: number): Promise<void> => {
  const payment = { from: 'ann', legs, authorise: { ttlSeconds } };
  const lines = [{ sku: 'TEE', quantity: 1 }];
  await crowd(ORDERS, (i) =>
    the.store.post('/orders', { id: `o${i}`, customerId: 'ann', lines, payment }).expect(201),
  );
};
const states = async (): Promise<string[]> =>
  (await the.store.get('/orders?limit=200').expect(200)).body.items.map(
    ({ state }: { state: string }) => state,
  );

/** Units and money are where the states of all orders say, and add up. */
async function expectSold(placed: number): Promise<void> {
  expect(await the.store.stock('TEE')).toEqual({
    ...{ sku: 'TEE', onHand: ORDERS - placed, reserved: 0, available: ORDERS - placed, sold: placed },
  });
  const [shop, platform] = [await the.store.balance('shop'), await the.store.balance('platform')];
  expect([shop, platform]).toEqual([68 * placed, 33 * placed]);
  const { body } = await the.store.get('/ledger/accounts/ann').expect(200);
  expect(body).toMatchObject({ balance: 101 * (ORDERS - placed), held: 0, usedToday: 101 * placed });
  const ledger = (await the.store.post('/ledger/audits', { deep: true }).expect(200)).body;
  expect(ledger).toMatchObject({ balanced: true, drift: [] });
  expect((await the.store.post('/inventory/audits').expect(200)).body).toMatchObject({ drift: [] });
}

it('lets either the capture or the cancellation of an order win, never both', async () => {
  await authorise(600);
  const answers = await crowd(2 * ORDERS, async (i) => {
    const verb = i % 2 ? 'capture' : 'cancel';
    const { status } = await the.store.post(`/orders/o${i >> 1}/${verb}`, {});
    return { order: i >> 1, verb, status };
  });
  const won = (order: number, verb: string): boolean =>
    answers.some((each) => each.order === order && each.verb === verb && each.status === 200);
  // A cancellation may also come after the capture; then it refunds what was captured.
  const found = await states();
  expect(new Set(found)).toEqual(new Set(['cancelled']));
  for (let i = 0; i < ORDERS; i++) expect(won(i, 'cancel')).toBe(true);
  await eventually(async () => expectSold(0));
});

it('lets either the capture of an order or its deadline win, never both', async () => {
  await authorise(1);
  const captured = new Set<number>();
  await crowd(ORDERS, async (i) => {
    await new Promise((resolve) => setTimeout(resolve, 600 + i * 20));
    const { status, body } = await the.store.post(`/orders/o${i}/capture`);
    if (status === 200) captured.add(i);
    else expect(body).toMatchObject({ code: 'INVALID_STATE', state: 'expired' });
  });
  await eventually(async () => expect(await states()).not.toContain('authorised'));
  const found = await states();
  expect(found.filter((state) => state === 'placed')).toHaveLength(captured.size);
  expect(found.filter((state) => state === 'expired')).toHaveLength(ORDERS - captured.size);
  await expectSold(captured.size);
});
