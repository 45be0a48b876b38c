import { Guide } from './guide';

export async function tourOfReservations({ get, post, put }: Guide): Promise<void> {
  const lines = [{ sku: 'TEE', quantity: 1 }];
  for (const id of ['r1', 'r2', 'r3', 'r4'])
    await post('/inventory/reservations', { id, ttlSeconds: 900, lines });
  const owned = { id: 'r5', ownerId: 'ann', metadata: { a: [null] }, ttlSeconds: 1, lines };
  await post('/inventory/reservations', owned);
  await post('/inventory/reservations', { ttlSeconds: 9, lines: [{ sku: 'TEE', quantity: 9_999 }] });
  await post('/inventory/reservations/r1/extend', { ttlSeconds: 1800 });
  await put('/inventory/reservations/r1/lines', { lines: [{ sku: 'TEE', quantity: 4 }] });
  await post('/inventory/reservations/r1/commit', { lines, remainder: 'keep' });
  await post('/inventory/reservations/r1/cancel', { lines });
  await post('/inventory/reservations/r1/commit', { lines: [{ sku: 'TEE', quantity: 9 }] });
  await post('/inventory/reservations/r1/commit', { lines });
  await post('/inventory/reservations/r2/cancel');
  await get('/inventory/sweeper');
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await post('/inventory/sweeper/runs');
  await get('/inventory/sweeper');
  for (const id of ['r1', 'r2', 'r3', 'r5', 'none']) await get(`/inventory/reservations/${id}`);
  for (const query of ['', '?limit=1', '?ownerId=ann']) await get(`/inventory/reservations${query}`);
  await post('/inventory/items/CAP/adjustments', { setTo: 2, reason: 'received' });
  const cap = { id: 'cap', ttlSeconds: 900, lines: [{ sku: 'CAP', quantity: 2 }] };
  await post('/inventory/reservations', cap);
  await post('/inventory/items/CAP/adjustments', { setTo: 1, reason: 'lost', evict: 'newest' });
  await get('/inventory/reservations/cap');
  await post('/inventory/audits', { repair: true });
}

export async function tourOfWaits({ get, post }: Guide): Promise<void> {
  await post('/inventory/items/ONE/adjustments', { setTo: 1, reason: 'received' });
  const wait = { sku: 'ONE', quantity: 1, ownerId: 'ann', holdSeconds: 60, waitSeconds: 600 };
  for (const id of ['w1', 'w2']) await post('/inventory/waits', { ...wait, id });
  await post('/inventory/waits', { ...wait, quantity: 2, atLeast: 1, waitSeconds: 1 });
  for (const query of ['?sku=ONE&limit=1', '?ownerId=ann', '']) await get(`/inventory/waits${query}`);
  for (const id of ['w1', 'w2', 'none']) await get(`/inventory/waits/${id}`);
  await post('/inventory/waits/w2/cancel');
  await post('/inventory/waits/w1/cancel');
  await post('/inventory/waits', { ...wait, id: 'w1' });
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  await post('/inventory/sweeper/runs');
}
