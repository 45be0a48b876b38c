import { Test } from 'supertest';
import { useStore, WithStore } from '../../support/use-house';

/** One line of an order, as it is answered. */
export interface Counts {
  sku: string;
  open: number;
  fulfilled: number;
  cancelled: number;
  returned: number;
}

interface SoldOrder extends WithStore {
  /** A call about the order. */
  post: (path: string, body?: object, key?: string) => Test;
  /** Open, fulfilled, cancelled and returned units of each line. */
  counts: () => Promise<Record<string, number[]>>;
  balances: () => Promise<number[]>;
  movements: (sku: string) => Promise<{ type: string; onHandChange: number }[]>;
  /** Nothing has drifted, in stock and in the ledger. */
  addsUp: () => Promise<void>;
}

/** Who calls where there are no keys. */
export const NOBODY = { key: null, onBehalfOf: null };

/** Units of TEE. */
export const tee = (quantity: number): object => ({ lines: [{ sku: 'TEE', quantity }] });

/** An order `o` of three TEE at 333 and two MUG at 50, which ann has paid to the shop: 1099 of her 2000. */
export function useSoldOrder(): SoldOrder {
  const the = useStore({ SWEEP_INTERVAL_MS: 3_600_000 });
  beforeEach(async () => {
    for (const [sku, unitPrice] of [
      ['TEE', 333],
      ['MUG', 50],
    ] as const) {
      // prettier-ignore
      await the.store.receive(sku, 10);
      await the.store.price(sku, unitPrice);
    }
    await the.store.fund('ann', 2000);
    await the.store.fund('shop', 0);
    const lines = [
      { sku: 'TEE', quantity: 3 },
      { sku: 'MUG', quantity: 2 },
    ];
    const order = { id: 'o', customerId: 'ann', lines, payment: { from: 'ann', to: 'shop' } };
    await the.store.post('/orders', order).expect(201);
  });
  return Object.assign(the, {
    post: (path: string, body?: object, key?: string) => the.store.post(`/orders/o${path}`, body, key),
    counts: async () => {
      const { lines } = (await the.store.get('/orders/o').expect(200)).body as { lines: Counts[] };
      return Object.fromEntries(
        lines.map(({ sku, open, fulfilled, cancelled, returned }) => [
          sku,
          [open, fulfilled, cancelled, returned],
        ]),
      );
    },
    balances: async () => [await the.store.balance('ann'), await the.store.balance('shop')],
    movements: async (sku: string) =>
      (await the.store.get(`/inventory/items/${sku}/movements`).expect(200)).body.items,
    addsUp: async () => {
      expect((await the.store.post('/inventory/audits').expect(200)).body.drift).toEqual([]);
      expect((await the.store.post('/ledger/audits', { deep: true }).expect(200)).body).toMatchObject({
        balanced: true,
        drift: [],
      });
    },
  });
}
