import fc from 'fast-check';
import { StoreCalls } from '../support/house';
import { useHouse } from '../support/use-house';

const ORDERS = 200;
const PAYEES = ['shop', 'platform', 'courier', 'tax'];

const the = useHouse({ SWEEP_INTERVAL_MS: 3_600_000 });

type Leg = { to: string } & ({ amount: number } | { shareBps: number } | { rest: true });
interface Sale {
  unitPrice: number;
  quantity: number;
  legs: Leg[];
  refunds: number[];
  authorises: boolean;
}

const payee = fc.constantFrom(...PAYEES);
const share = fc.record({ to: payee, shareBps: fc.integer({ min: 1, max: 2500 }) });
const fixed = fc.record({ to: payee, amount: fc.integer({ min: 1, max: 30 }) });
const sales: fc.Arbitrary<Sale> = fc.record({
  unitPrice: fc.integer({ min: 100, max: 99_999 }),
  quantity: fc.integer({ min: 1, max: 9 }),
  legs: fc
    .tuple(fc.array(share, { maxLength: 3 }), fc.array(fixed, { maxLength: 3 }), payee)
    .chain(([shares, amounts, to]) =>
      fc.shuffledSubarray([...shares, ...amounts, { to, rest: true as const }], {
        minLength: shares.length + amounts.length + 1,
      }),
    ),
  refunds: fc.array(fc.integer({ min: 1, max: 9_999 }), { maxLength: 3 }),
  authorises: fc.boolean(),
});

/** The parts of a sum by these weights: rounded down, and one more for the largest remainders, the earlier first. */
function split(sum: number, weights: number[], whole: number, wanted: bigint): number[] {
  const exact = weights.map((weight) => BigInt(sum) * BigInt(weight));
  const parts = exact.map((each) => each / BigInt(whole));
  let left = wanted - parts.reduce((total, part) => total + part, 0n);
  const places = exact.map((each, i) => ({ i, rest: each % BigInt(whole) }));
  places.sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1));
  for (const { i } of places) if (left-- > 0n) parts[i]! += 1n;
  return parts.map(Number);
}

function amountsOf(total: number, legs: Leg[]): number[] {
  const bps = legs.flatMap((leg) => ('shareBps' in leg ? leg.shareBps : []));
  const all = bps.reduce((sum, each) => sum + each, 0);
  const shares = split(total, bps, 10_000, (BigInt(total) * BigInt(all)) / 10_000n);
  const amounts = legs.map((leg) => ('amount' in leg ? leg.amount : 'shareBps' in leg ? shares.shift()! : 0));
  const rest = total - amounts.reduce((sum, each) => sum + each, 0);
  return amounts.map((amount, i) => ('rest' in legs[i]! ? rest : amount));
}

const sumOf = (numbers: number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** The balances of all payees, and what ann has spent, after each sale and its refunds. */
class Books {
  readonly balances = new Map(PAYEES.map((id) => [id, 0]));
  spent = 0;

  move(legs: Leg[], amounts: number[], sign: 1 | -1): void {
    amounts.forEach((amount, i) => {
      const { to } = legs[i]!;
      this.balances.set(to, this.balances.get(to)! + sign * amount);
      this.spent += sign * amount;
    });
  }
}

async function expectBooks(store: StoreCalls, { balances, spent }: Books, funds: number): Promise<void> {
  for (const [id, balance] of balances) expect([id, await store.balance(id)]).toEqual([id, balance]);
  const { body } = await store.get('/ledger/accounts/ann').expect(200);
  expect(body).toMatchObject({ balance: funds - spent, held: 0, usedToday: spent });
}

async function sell(store: StoreCalls, id: string, sale: Sale, books: Books): Promise<void> {
  const { legs, unitPrice, quantity } = sale;
  await store.price('TEE', unitPrice);
  const authorise = sale.authorises ? { ttlSeconds: 600 } : undefined;
  const lines = [{ sku: 'TEE', quantity }];
  const wanted = { id, customerId: 'ann', lines, payment: { from: 'ann', legs, authorise } };
  const { body } = await store.post('/orders', wanted).expect(201);
  if (sale.authorises) await store.post(`/orders/${id}/capture`).expect(200);
  const amounts = amountsOf(body.total, legs);
  expect(body.payment.legs.map(({ amount }: { amount: number }) => amount)).toEqual(amounts);
  expect(sumOf(amounts)).toBe(body.total);
  books.move(legs, amounts, 1);
  const left = [...amounts];
  for (const wish of sale.refunds) {
    const amount = Math.min(wish, sumOf(left));
    if (amount === 0) break;
    await store.post(`/orders/${id}/refunds`, { amount }).expect(201);
    const parts = split(amount, left, sumOf(left), BigInt(amount));
    parts.forEach((part, i) => (left[i]! -= part));
    books.move(legs, parts, -1);
  }
}

it(`pays and refunds ${ORDERS} orders in legs to the unit`, async () => {
  const store = await the.house.store();
  const funds = 9_007_199_254_740_991;
  await store.put('/ledger/accounts/ann', {}).expect(201);
  await store.post('/ledger/transfers', { from: '@world', to: 'ann', amount: funds }).expect(201);
  for (const id of PAYEES) await store.put(`/ledger/accounts/${id}`, {}).expect(201);
  await store.receive('TEE', 10 * ORDERS);
  const books = new Books();
  const samples = fc.sample(sales, ORDERS);
  for (const [i, sale] of samples.entries()) await sell(store, `o${i}`, sale, books);
  await expectBooks(store, books, funds);
  const { body } = await store.post('/ledger/audits', { deep: true }).expect(200);
  expect(body).toMatchObject({ balanced: true, drift: [], unsettled: [] });
}, 120_000);
