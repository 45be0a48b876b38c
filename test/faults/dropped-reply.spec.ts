import { randomUUID } from 'node:crypto';
import { retry, useLossyHouse } from '../support/use-lossy-house';

const the = useLossyHouse();
beforeEach(async () => {
  await the.store.receive('TEE', 10);
});

const calls: [string, string, object | undefined][] = [
  ['a deduction', '/inventory/items/TEE/deductions', { quantity: 4 }],
  ['an adjustment', '/inventory/items/TEE/adjustments', { delta: -4, reason: 'lost' }],
  ['a batch', '/inventory/deductions/batch', { items: [{ sku: 'TEE', quantity: 4 }] }],
  ['a reservation', '/inventory/reservations', { lines: [{ sku: 'TEE', quantity: 4 }], ttlSeconds: 60 }],
];

describe('a reply lost after the script ran', () => {
  it.each(calls)(
    'of %s: 503 with outcome unknown, then the same key replays the one effect',
    async (_, path, body) => {
      const key = randomUUID();
      the.proxy.cutNextReply();
      const lost = await the.store.post(path, body, key).expect(503);
      expect(lost.body).toMatchObject({ code: 'STORE_UNAVAILABLE', outcome: 'unknown' });
      expect(lost.headers['retry-after']).toBe('1');
      const again = await retry(() => the.store.post(path, body, key));
      expect(again.headers['idempotent-replayed']).toBe('true');
      expect((await the.store.stock('TEE')).available).toBe(6);
      expect((await the.store.get('/inventory/items/TEE/movements')).body.items).toHaveLength(2);
    },
  );

  it.each(['commit', 'cancel'])('of a reservation’s %s', async (verb) => {
    const reservation = { lines: [{ sku: 'TEE', quantity: 4 }], ttlSeconds: 60, id: 'h' };
    await the.store.post('/inventory/reservations', reservation).expect(201);
    const key = randomUUID();
    the.proxy.cutNextReply();
    await the.store.post(`/inventory/reservations/h/${verb}`, undefined, key).expect(503);
    const again = await retry(() => the.store.post(`/inventory/reservations/h/${verb}`, undefined, key));
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(await the.store.stock('TEE')).toMatchObject(
      verb === 'commit' ? { onHand: 6, reserved: 0, sold: 4 } : { onHand: 10, reserved: 0, sold: 0 },
    );
  });
});
