import { storeKey } from '../../src/platform/redis/keys';
import { TestRedis } from '../../test/support/redis-server';
import { sleep } from '../../test/support/time';
import { call } from './call-once';
import { Target } from './load';

const STORE = '/v1/stores/main';
const PLENTY = 1_000_000_000;
const BATCH = 100;

/** Puts into the store `main` what the load needs; through the service, as a key that may do anything. */
export class StoreFiller {
  constructor(
    private readonly redis: TestRedis,
    private readonly admin: Target,
  ) {}

  /** An empty Redis with a short append-only file, and in it the store: each turn begins at the same place. */
  async reset(): Promise<void> {
    const { client } = this.redis;
    await client.flushall();
    await client.bgrewriteaof();
    while (/aof_rewrite_in_progress:1|aof_rewrite_scheduled:1/.test(await client.info('persistence')))
      await sleep(10);
    await call(this.admin, 'PUT', STORE, { currency: 'USD' });
  }

  /** `reset`, and then `stock`. */
  async renew(skus: number): Promise<void> {
    await this.reset();
    await this.stock(skus);
  }

  /** `SKU-0` and so on, more of each than can be sold. */
  async stock(skus: number): Promise<void> {
    for (let from = 0; from < skus; from += BATCH) {
      const items = Array.from({ length: Math.min(BATCH, skus - from) }, (_, i) => {
        return { sku: `SKU-${from + i}`, delta: PLENTY, reason: 'received' };
      });
      await call(this.admin, 'POST', `${STORE}/inventory/adjustments/batch`, { items });
    }
  }

  /** The accounts `ann`, who has more than can be spent, and `shop`. */
  async accounts(): Promise<void> {
    for (const id of ['ann', 'shop']) await call(this.admin, 'PUT', `${STORE}/ledger/accounts/${id}`, {});
    const money = { from: '@world', to: 'ann', amount: PLENTY * 1_000 };
    await call(this.admin, 'POST', `${STORE}/ledger/transfers`, money);
  }

  async prices(skus: number): Promise<void> {
    for (let i = 0; i < skus; i++)
      await call(this.admin, 'PUT', `${STORE}/prices/SKU-${i}`, { unitPrice: 1999 });
  }

  /** Carts `0` and so on with a line of each of the SKUs: one that the service filled, and copies of it. */
  async carts(count: number, skus: number): Promise<void> {
    await this.prices(skus);
    for (let i = 0; i < skus; i++) {
      await call(this.admin, 'POST', `${STORE}/carts/0/lines`, { sku: `SKU-${i}`, quantity: 1 });
    }
    const { client } = this.redis;
    const cart = await client.getBuffer(storeKey('main', 'cart', '0'));
    for (let from = 1; from < count; from += 10_000) {
      const copies = client.pipeline();
      for (let i = from; i < Math.min(count, from + 10_000); i++)
        copies.set(storeKey('main', 'cart', String(i)), cart!, 'EX', 86_400);
      await copies.exec();
    }
  }
}
