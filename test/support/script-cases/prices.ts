import type { ScriptCase } from '../script-cases';
import { Call, ScriptStore } from '../script-store';
import { after } from './after';

function put(sku: string, unitPrice: number): Call {
  return { args: { sku, unit_price: unitPrice } };
}

async function withPrices(store: ScriptStore): Promise<void> {
  await store.ok('carts/put-price', put('TEE', 1999));
  await store.ok('carts/put-price', put('MUG', 0));
}

export const priceCases: ScriptCase[] = [
  { script: 'carts/put-price', prepare: async () => put('TEE', 1999) },
  { script: 'carts/put-price', when: 'replaces a price', prepare: after(withPrices, put('TEE', 2499)) },
  {
    script: 'carts/put-prices',
    prepare: after(withPrices, { rest: ['TEE', 2499, 'HAT', 5, 'TEE', 2500, 'MUG', 0] }),
  },
  { script: 'carts/delete-price', prepare: after(withPrices, { args: { sku: 'TEE' } }) },
  { script: 'carts/read-price', prepare: after(withPrices, { args: { sku: 'TEE' } }) },
  { script: 'carts/list-prices', prepare: after(withPrices, { args: { cursor: '', limit: 1 } }) },
];
