// They come last: baskets of the other scenes know no limits.
import { CUSTOMERS } from './shop.mjs';

const DROP = ['JACKET-NVY-S', 'JACKET-NVY-M', 'JACKET-NVY-L'];
const SCARCE = 'JACKET-BLK-M';
const DAY_SECONDS = 86_400;
const IN_LINE = 6;

/** One that is open, of which some have had their jacket, one that comes, and one that is over. */
export async function campaigns(api) {
  await api.put('/campaigns/winter-drop', { skus: DROP, perOwner: 2, perOperation: 2, total: 60 });
  const next = { skus: ['HOODIE-GRN-M', 'HOODIE-GRN-L'], opensAt: '2099-03-01T10:00:00Z', perOwner: 1 };
  await api.put('/campaigns/spring-preview', next);
  const over = { skus: ['BELT-BRN-95'], closesAt: '2024-12-24T18:00:00Z', total: 20 };
  await api.put('/campaigns/advent', over);
  for (const [i, ownerId] of CUSTOMERS.slice(0, 8).entries()) {
    const sale = { quantity: 1, id: `drop-${ownerId}`, ownerId, reference: 'winter drop' };
    await api.post(`/inventory/items/${DROP[i % DROP.length]}/deductions`, sale, sale.id);
  }
}

/** A jacket of which every unit is held, and who stands in line for the next. */
export async function waits(api) {
  const stock = await api.get(`/inventory/items/${SCARCE}`);
  const lines = [{ sku: SCARCE, quantity: stock.available }];
  if (stock.available > 0)
    await api.post(
      '/inventory/reservations',
      { id: 'fitting-room', ownerId: 'stylist', lines, ttlSeconds: 30 * DAY_SECONDS },
      'fitting room',
    );
  for (const ownerId of CUSTOMERS.slice(6, 6 + IN_LINE)) {
    const wait = { id: `wait-${ownerId}`, sku: SCARCE, quantity: 1, ownerId };
    const lasting = { holdSeconds: 1_800, waitSeconds: 30 * DAY_SECONDS };
    await api.post('/inventory/waits', { ...wait, ...lasting }, wait.id);
  }
}
