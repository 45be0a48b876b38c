import { CATALOGUE, dice, isScarce } from './shop.mjs';

const BATCH = 100;
const FLASH_SKU = 'TEE-BLK-M';

/** Received in three deliveries; of some SKUs there are few from the start. */
export async function stock(api) {
  const roll = dice(1);
  const first = await api.get(`/inventory/items/${CATALOGUE[0].sku}`);
  if (first) return;
  const deliveries = CATALOGUE.flatMap((item, i) => {
    const { sku } = item;
    const parts = isScarce(item, i) ? [roll.between(2, 8)] : [roll.between(40, 160), roll.between(20, 80)];
    return parts.map((delta, part) => ({
      sku,
      delta,
      reason: 'received',
      reference: `PO ${4_700 + part * 11}`,
    }));
  });
  const corrections = CATALOGUE.filter((_, i) => i % 9 === 3).map(({ sku }) => {
    const reason = roll.pick(['correction', 'damaged', 'lost', 'returned']);
    return { sku, delta: reason === 'returned' ? 1 : -1, reason, reference: 'count of the week' };
  });
  const items = [...deliveries, ...corrections];
  for (let i = 0; i < items.length; i += BATCH)
    await api.post('/inventory/adjustments/batch', { items: items.slice(i, i + BATCH) }, `received ${i}`);
  const kept = CATALOGUE.filter((_, i) => i % 23 === 0);
  await api.each(kept, ({ sku }) => api.put(`/inventory/items/${sku}/policy`, { safetyStock: 5 }));
}

export async function prices(api) {
  await api.put('/prices/batch', { items: CATALOGUE }, 'prices');
}

/** Many buyers, one T-shirt, one call each; two of them give theirs back. */
export async function flashSale(api) {
  const buyers = Array.from({ length: 30 }, (_, i) => `flash-${i + 1}`);
  const path = `/inventory/items/${FLASH_SKU}/deductions`;
  for (const id of buyers) await api.post(path, { quantity: 1, id, reference: 'flash sale' }, id);
  for (const id of buyers.slice(0, 2)) await api.post(`${path}/${id}/reversal`, undefined, `${id} reversal`);
}
