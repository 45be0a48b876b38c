import { crowd } from '../support/crowd';
import { eventually } from '../support/eventually';
import { useStore } from '../support/use-house';

/** As many races. */
const ORDERS = 100;

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
const states = async (): Promise<Map<string, string>> => {
  const { items } = (await the.store.get('/orders?limit=200').expect(200)).body;
  return new Map(items.map(({ id, state }: { id: string; state: string }) => [id, state]));
};

type Verb = 'capture' | 'cancel';
interface Answer {
  status: number;
  code?: string;
  state?: string;
}
/** Has each order be captured and cancelled at once; the first to be sent alternates. Returns the answers by order. */
async function race(ifMatch?: string): Promise<Record<Verb, Answer>[]> {
  const answers = Array.from({ length: ORDERS }, () => ({}) as Record<Verb, Answer>);
  await crowd(2 * ORDERS, async (i) => {
    const order = i >> 1;
    const verb = (i + order) % 2 ? 'capture' : 'cancel';
    const call = the.store.post(`/orders/o${order}/${verb}`, {});
    const { status, body } = await (ifMatch === undefined ? call : call.set('If-Match', ifMatch));
    answers[order]![verb] = { status, code: body.code, state: body.state };
  });
  return answers;
}

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

it('lets either the capture or the cancellation of one version of an order win, and tells the other so', async () => {
  await authorise(600);
  const version = (await the.store.get('/orders/o0').expect(200)).headers.etag!;
  const answers = await race(version);
  const found = await states();
  const placed = answers.filter(({ capture }) => capture.status === 200).length;
  for (const [i, { capture, cancel }] of answers.entries()) {
    const [won, lost] = capture.status === 200 ? [capture, cancel] : [cancel, capture];
    expect(won).toEqual({ status: 200, state: won === capture ? 'placed' : 'cancelled' });
    expect(lost).toEqual({ status: 412, code: 'VERSION_MISMATCH' });
    expect(found.get(`o${i}`)).toBe(won.state);
  }
  await expectSold(placed);
});

it('refuses the capture of an order whose cancellation came first, and takes back what was captured before', async () => {
  await authorise(600);
  const answers = await race();
  for (const { capture, cancel } of answers) {
    expect(cancel).toEqual({ status: 200, state: 'cancelled' });
    const late = { status: 409, code: 'INVALID_STATE', state: 'cancelled' };
    expect(capture).toEqual(capture.status === 200 ? { status: 200, state: 'placed' } : late);
  }
  expect(new Set((await states()).values())).toEqual(new Set(['cancelled']));
  await eventually(async () => expectSold(0));
});

it('lets either the capture of an order or its deadline win, never both', async () => {
  await authorise(1);
  const captured = new Set<string>();
  await crowd(ORDERS, async (i) => {
    await new Promise((resolve) => setTimeout(resolve, 600 + i * 8));
    const { status, body } = await the.store.post(`/orders/o${i}/capture`);
    if (status === 200) captured.add(`o${i}`);
    else
      expect([status, body]).toEqual([
        409,
        expect.objectContaining({ code: 'INVALID_STATE', state: 'expired' }),
      ]);
  });
  await eventually(async () => expect([...(await states()).values()]).not.toContain('authorised'));
  for (const [id, state] of await states())
    expect([id, state]).toEqual([id, captured.has(id) ? 'placed' : 'expired']);
  await expectSold(captured.size);
});
