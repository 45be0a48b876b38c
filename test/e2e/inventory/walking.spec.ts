import { eventually } from '../../support/eventually';
import { useStore } from '../../support/use-house';

const the = useStore({ SWEEP_INTERVAL_MS: 100, SWEEP_BATCH: 3 });

const ids = Array.from({ length: 350 }, (_, i) => `h${String(i).padStart(3, '0')}`);
const vanish = (...gone: string[]) =>
  the.house.redis.client.del(gone.map((id) => `ch:{${the.store.name}}:hold:${id}`));
const reserved = async () => (await the.store.stock('TEE')).reserved;

it('the sweeper finds reservations whose expiry key has vanished, wherever they stand, round after round', async () => {
  await the.store.receive('TEE', ids.length);
  const body = { ttlSeconds: 600, lines: [{ sku: 'TEE', quantity: 1 }] };
  await Promise.all(ids.map((id) => the.store.post('/inventory/reservations', { ...body, id }).expect(201)));
  let left = ids.length;
  for (const gone of [ids.slice(0, 1), ids.slice(-1), ids.slice(100, 108), ids.slice(1, 2)]) {
    await vanish(...gone);
    left -= gone.length;
    await eventually(async () => expect(await reserved()).toBe(left));
  }
  expect((await the.store.get('/inventory/sweeper').expect(200)).body).toMatchObject({
    released: 11,
    orphans: 0,
  });
  expect((await the.store.post('/inventory/audits', {}).expect(200)).body).toMatchObject({
    reservations: left,
    drift: [],
  });
});
