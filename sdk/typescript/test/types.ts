// Compiled, never run: what the compiler knows of an answer and of a refusal.
import { createClient, each, pages } from '../src/index.js';

export async function seen(): Promise<(string | number)[]> {
  const client = createClient({ store: 'main' });
  const sale = await client.deductStock({ sku: 'TEE-M', body: { quantity: 1 } });
  if (sale.ok) return [sale.data.id, sale.data.to];
  const { problem } = sale;
  switch (problem.code) {
    case 'INSUFFICIENT_STOCK':
      return problem.shortages.map(({ available }) => available);
    case 'STORE_UNAVAILABLE':
      return [problem.outcome];
    case 'SKU_NOT_FOUND':
      return problem.skus;
    default:
      // @ts-expect-error: members belong to their code.
      return problem.shortages as string[];
  }
}

export async function orders(): Promise<void> {
  const client = createClient();
  for await (const { id, payment } of each(client.listOrders, { query: { state: 'placed' } })) {
    // @ts-expect-error: an order may have no payment.
    id.concat(payment.from);
  }
  for await (const { items } of pages(client.listEntries, { id: 'alice' })) items[0]?.transferId.concat('');
  // @ts-expect-error: entries are those of an account.
  each(client.listEntries);
  // @ts-expect-error: an order is never open.
  each(client.listOrders, { query: { state: 'open' } });
  await client.importStock({ body: new Blob(['sku,setTo\n']) });
  // @ts-expect-error: a deduction has a quantity.
  await client.deductStock({ sku: 'TEE-M', body: {} });
  await client.putAccount({ id: 'alice', body: { limits: { daily: null } } });
  await client.putRecord({ id: 'invoice-1', body: { any: ['thing'] }, ifNoneMatch: '*' });
}
