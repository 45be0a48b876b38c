import { basket, CUSTOMERS, dice } from './shop.mjs';

const HOUR_SECONDS = 3_600;

/** Active ones, and some that became a sale, were given up, or lapse in a second. */
export async function reservations(api) {
  const roll = dice(3);
  const wanted = Array.from({ length: 24 }, (_, i) => ({
    id: `till-${i + 1}`,
    ownerId: CUSTOMERS[i],
    lines: basket(roll, 3),
    ttlSeconds: i % 6 === 5 ? 1 : roll.between(1, 20) * HOUR_SECONDS,
  }));
  await api.each(wanted, async ({ id, ...body }, i) => {
    await api.post('/inventory/reservations', { id, ...body }, id);
    if (i % 6 === 0) await api.post(`/inventory/reservations/${id}/commit`);
    if (i % 6 === 1) await api.post(`/inventory/reservations/${id}/cancel`);
    if (i % 6 === 2)
      await api.post(`/inventory/reservations/${id}/extend`, { ttlSeconds: 24 * HOUR_SECONDS });
  });
}

export async function carts(api) {
  const roll = dice(4);
  const filled = CUSTOMERS.map((customer) => ({ id: `cart-${customer}`, lines: basket(roll) }));
  await api.each(filled, async ({ id, lines }, i) => {
    for (const { sku, quantity } of lines) await api.put(`/carts/${id}/lines/${sku}`, { quantity });
    if (i % 3 === 0)
      await api.post(`/carts/${id}/hold`, { ttlSeconds: 12 * HOUR_SECONDS, ownerId: CUSTOMERS[i] });
  });
}
