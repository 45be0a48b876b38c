import { request as httpRequest } from 'node:http';
import { eventually } from '../../support/eventually';
import { withoutChange } from '../../support/snapshot';
import { fileOf, HEADER, importFile, itemsOf } from '../../support/stock-files';
import { useStore } from '../../support/use-house';

const the = useStore();
const send = (text: string, options: { key?: string; query?: string } = {}) =>
  importFile(the.store, text, options);

const received = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, i) => `S-${from + i},,1,received,`);

/** Begins an import and breaks it off once so many SKUs are there. */
async function breakOff(key: string, text: string, skus: number): Promise<void> {
  const headers = { 'idempotency-key': key, 'content-type': 'text/csv' };
  const address = `${the.house.url}/v1/stores/${the.store.name}/inventory/import`;
  const call = httpRequest(address, { method: 'POST', headers });
  call.on('error', () => undefined);
  call.write(text);
  await eventually(async () => expect(await itemsOf(the.store)).toHaveLength(skus));
  call.destroy();
}

describe('an import that is repeated with its key', () => {
  it('is answered as it was, and has no further effect', async () => {
    const file = fileOf(...received(120), 'S-0,,-5,lost,', 'S-1,,,lost,', ...received(60));
    const first = await send(file, { key: 'k' }).expect(200);
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    await the.store.receive('S-0', 100);
    const again = await withoutChange(the.house.redis.client, async () =>
      send(file, { key: 'k' }).expect(200),
    );
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.text).toBe(first.text);
  });

  it('goes on where it was broken off, and doubles nothing', async () => {
    const rows = ['S-0,,-1,lost,', ...received(199)];
    const file = fileOf(...rows);
    await breakOff('k', `${HEADER}\n${rows.slice(0, 130).join('\n')}\n`, 99);
    const { body, headers } = await send(file, { key: 'k' }).expect(200);
    expect(headers['idempotent-replayed']).toBeUndefined();
    expect(body).toMatchObject({
      rows: 200,
      applied: 199,
      refused: [{ row: 1, code: 'INSUFFICIENT_STOCK' }],
    });
    const items = await itemsOf(the.store);
    expect(items).toHaveLength(199);
    expect(new Set(items.map(({ onHand }) => onHand))).toEqual(new Set([1]));
  });

  it('is refused with another file, which has no effect', async () => {
    const rows = received(100);
    await send(fileOf(...rows), { key: 'k' }).expect(200);
    const others = [
      fileOf(...rows, 'MORE,1,,received,'),
      fileOf(...rows, ...received(100, 100)),
      fileOf(...rows.slice(0, 50)),
      fileOf(...rows.slice(0, 99)),
      fileOf('S-0,,2,received,', ...rows.slice(1)),
      fileOf(...rows.slice(0, 99), 'S-99,,2,received,'),
      fileOf(...rows.slice(0, 99), 'S-99,,1,received,other'),
      HEADER,
    ];
    for (const file of others) {
      const { body } = await withoutChange(the.house.redis.client, async () => send(file, { key: 'k' }));
      expect(body).toMatchObject({ status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
    }
  });

  it('is refused with another file although all rows of the first were refused', async () => {
    await send(fileOf('TEE,,,lost,'), { key: 'k' }).expect(200);
    await send(fileOf('TEE,1,,received,'), { key: 'k' }).expect(422);
  });

  it('shares its key with no other call', async () => {
    await the.store
      .post('/inventory/items/TEE/adjustments', { delta: 1, reason: 'received' }, 'k')
      .expect(201);
    await send(fileOf('TEE,1,,received,'), { key: 'k' }).expect(422);
    await send(fileOf('TEE,1,,received,'), { key: 'file' }).expect(200);
    await the.store
      .post('/inventory/items/TEE/adjustments', { delta: 1, reason: 'received' }, 'file')
      .expect(422);
  });

  it('may have the longest key', async () => {
    const file = fileOf(...received(120));
    const key = 'k'.repeat(255);
    await send(file, { key }).expect(200);
    expect((await send(file, { key }).expect(200)).headers['idempotent-replayed']).toBe('true');
  });

  it('is told as the operations that it was', async () => {
    await send(fileOf(...received(60)), { key: 'k' }).expect(200);
    const effectsOf = async (key: string): Promise<number> =>
      (await the.store.get(`/operations/${encodeURIComponent(key)}`).expect(200)).body.effects.length;
    expect([await effectsOf('k'), await effectsOf('k/51')]).toEqual([50, 10]);
    const { items } = (await the.store.get('/inventory/items/S-0/movements').expect(200)).body;
    expect(items).toMatchObject([{ operationId: 'k', actor: { key: null, onBehalfOf: null } }]);
  });
});

describe('an import that is tried out', () => {
  it('answers as it will, though its rows build upon each other, and changes nothing', async () => {
    await the.store.receive('TEE', 10);
    const lines = [{ sku: 'TEE', quantity: 4 }];
    await the.store.post('/inventory/reservations', { lines, ttlSeconds: 600 }).expect(201);
    const step = [
      'TEE,,-3,lost,',
      'NEW,,2,received,',
      'NEW,,-3,lost,',
      'CAP,5,,correction,',
      'CAP,,-2,lost,',
    ];
    const file = fileOf(
      ...Array.from({ length: 40 }, () => step).flat(),
      'TEE,4,,correction,',
      'TEE,3,,lost,',
    );
    const trial = await withoutChange(the.house.redis.client, async () =>
      send(file, { key: 'k', query: '?dryRun=true' }).expect(200),
    );
    expect(trial.headers['dry-run']).toBe('true');
    const done = await send(file, { key: 'k' }).expect(200);
    expect(trial.text).toBe(done.text);
    expect(done.body.applied).toBeGreaterThan(140);
    const replay = await withoutChange(the.house.redis.client, async () =>
      send(file, { key: 'k', query: '?dryRun=true' }).expect(200),
    );
    expect(replay.headers).toMatchObject({ 'idempotent-replayed': 'true', 'dry-run': 'true' });
    expect(replay.text).toBe(done.text);
  });

  it('goes on from where the import was broken off', async () => {
    const rows = Array.from({ length: 70 }, () => ['TEE,,2,received,', 'TEE,,-1,lost,']).flat();
    await breakOff('k', `${HEADER}\n${rows.slice(0, 60).join('\n')}\n`, 1);
    const file = fileOf(...rows, 'TEE,,-71,lost,');
    const trial = await send(file, { key: 'k', query: '?dryRun=true' }).expect(200);
    expect(trial.body).toMatchObject({ rows: 141, applied: 140, refused: [{ row: 141 }] });
    expect((await send(file, { key: 'k' }).expect(200)).text).toBe(trial.text);
    expect((await the.store.stock('TEE')).onHand).toBe(70);
  });
});
