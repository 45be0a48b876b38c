import { NO_CHANGES, UNTOUCHED } from '../../support/new-order';
import { sleep } from '../../support/time';
import { useShop } from '../../support/use-shop';
import { orderCalls, tee } from './order-calls';

const the = useShop({ SWEEP_INTERVAL_MS: 3_600_000 });

const { order, untouched } = orderCalls(the);

describe('POST /orders', () => {
  it('sells every line at its price of the moment', async () => {
    const lines = [
      { sku: 'TEE', quantity: 3 },
      { sku: 'MUG', quantity: 1 },
    ];
    const { body } = await order(lines, { id: 'o1', metadata: { gift: true, note: 'ä "q"\n' } }).expect(201);
    expect(body).toEqual({
      id: 'o1',
      state: 'placed',
      customerId: 'ann',
      lines: [
        { sku: 'TEE', quantity: 3, unitPrice: 1999, lineTotal: 5997, open: 3, ...UNTOUCHED },
        { sku: 'MUG', quantity: 1, unitPrice: 850, lineTotal: 850, open: 1, ...UNTOUCHED },
      ],
      units: 4,
      total: 6847,
      currency: 'USD',
      reservationId: null,
      payment: null,
      ...NO_CHANGES,
      version: 1,
      createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
      updatedAt: body.createdAt,
      metadata: { gift: true, note: 'ä "q"\n' },
    });
    expect((await the.store.get('/orders/o1').expect(200)).body).toEqual(body);
    expect(await the.store.stock('TEE')).toMatchObject({ onHand: 7, available: 7, sold: 3 });
    expect(await the.store.stock('MUG')).toMatchObject({ onHand: 4, available: 4, sold: 1 });
  });

  it('keeps the price that it was placed at', async () => {
    await order(tee(2), { id: 'o1' }).expect(201);
    await the.store.price('TEE', 1);
    expect((await the.store.get('/orders/o1')).body).toMatchObject({
      lines: [{ unitPrice: 1999 }],
      total: 3998,
    });
    await the.store.delete('/prices/TEE').expect(200);
    expect((await the.store.get('/orders/o1')).body.total).toBe(3998);
  });

  it('says in movement and journal what it did', async () => {
    await order(tee(2), { id: 'o1' }, 'key-1').expect(201);
    const movements = (await the.store.get('/inventory/items/TEE/movements')).body.items;
    expect(movements.at(-1)).toMatchObject({
      type: 'order',
      onHandChange: -2,
      sourceId: 'o1',
      operationId: 'key-1',
    });
    const journal = (await the.store.get('/journal')).body.items;
    expect(journal.at(-1)).toMatchObject({
      type: 'order.placed',
      operationId: 'key-1',
      data: {
        id: 'o1',
        customerId: 'ann',
        lines: [{ sku: 'TEE', quantity: 2, unitPrice: 1999 }],
        total: 3998,
      },
    });
  });

  it('makes an id where none is given', async () => {
    const { body } = await order(tee(1)).expect(201);
    expect(body.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  });

  it('has its effect once under one key, and replays its answer byte for byte', async () => {
    const first = await order(tee(2), {}, 'k').expect(201);
    const again = await order(tee(2), {}, 'k').expect(201);
    expect(again.text).toBe(first.text);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect((await the.store.stock('TEE')).onHand).toBe(8);
    expect((await order(tee(3), {}, 'k').expect(422)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('takes 100 lines, not 101', async () => {
    const items = Array.from({ length: 101 }, (_, i) => ({ sku: `S${i}`, delta: 5, reason: 'received' }));
    await the.store.post('/inventory/adjustments/batch', { items }).expect(200);
    for (const { sku } of items) await the.store.price(sku, 3);
    const lines = items.map(({ sku }) => ({ sku, quantity: 2 }));
    await order(lines).expect(400);
    expect((await order(lines.slice(1)).expect(201)).body).toMatchObject({ units: 200, total: 600 });
  });

  it('is never refused for what a hold that is over keeps back', async () => {
    await the.store.post('/inventory/reservations', { lines: tee(10), ttlSeconds: 1 }).expect(201);
    await sleep(1_050);
    await order(tee(10)).expect(201);
  });

  it('names every SKU without a price', async () => {
    await the.store.receive('CAP', 1);
    await the.store.receive('PIN', 1);
    const lines = [...tee(1), { sku: 'CAP', quantity: 1 }, { sku: 'PIN', quantity: 1 }];
    const { body } = await order(lines).expect(409);
    expect(body).toMatchObject({ code: 'PRICE_MISSING', missingPrices: ['CAP', 'PIN'] });
    await untouched();
  });

  it('sells what is free for nothing', async () => {
    await the.store.price('TEE', 0);
    expect((await order(tee(2)).expect(201)).body).toMatchObject({ total: 0, units: 2 });
  });

  it('is from lines or from a reservation, not from both or neither', async () => {
    await order(tee(1), { reservationId: 'h' }).expect(400);
    await the.store.post('/orders', { customerId: 'ann' }).expect(400);
    await the.store.post('/orders', { lines: tee(1) }).expect(400);
    await untouched();
  });
});
