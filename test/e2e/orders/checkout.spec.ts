import { NO_CHANGES, UNTOUCHED } from '../../support/new-order';
import { sleep } from '../../support/time';
import { PAY, TOTAL, useFullCart } from './use-full-cart';

const the = useFullCart();
const { add, checkOut, cart } = the;

describe('POST /carts/{id}/checkout', () => {
  it('makes the cart an order, paid, and empties it', async () => {
    const { body, headers } = await checkOut({ ...PAY, orderId: 'o', expectedTotal: TOTAL }).expect(201);
    expect(body).toEqual({
      id: 'o',
      state: 'placed',
      customerId: 'ann',
      lines: [
        { sku: 'TEE', quantity: 2, unitPrice: 1999, lineTotal: 3998, open: 2, ...UNTOUCHED },
        { sku: 'MUG', quantity: 3, unitPrice: 850, lineTotal: 2550, open: 3, ...UNTOUCHED },
      ],
      units: 5,
      total: TOTAL,
      currency: 'USD',
      reservationId: null,
      payment: { from: 'ann', to: 'shop', transferId: expect.any(String) },
      ...NO_CHANGES,
      version: 1,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    expect(headers['idempotent-replayed']).toBeUndefined();
    expect((await the.store.get('/orders/o').expect(200)).body).toEqual(body);
    expect(await cart()).toMatchObject({ lines: [], total: 0, expiresAt: expect.any(String) });
    expect(await the.store.stock('MUG')).toMatchObject({ onHand: 2, available: 2, sold: 3 });
    expect([await the.store.balance('ann'), await the.store.balance('shop')]).toEqual([
      10_000 - TOTAL,
      TOTAL,
    ]);
    expect((await the.store.get('/journal?limit=200')).body.items.at(-1)).toMatchObject({
      type: 'order.placed',
      data: { id: 'o', cartId: 'c', transferId: body.payment.transferId },
    });
  });

  it('needs no payment', async () => {
    expect((await checkOut().expect(201)).body).toMatchObject({ total: TOTAL, payment: null });
  });

  it('gives the cart a version that it never had', async () => {
    const { version } = await cart();
    await checkOut().expect(201);
    expect((await cart()).version).toBeGreaterThan(version);
  });

  it('replays its answer under its key, though the cart is empty by then', async () => {
    const first = await checkOut(PAY, 'k').expect(201);
    const again = await checkOut(PAY, 'k').expect(201);
    expect(again.text).toBe(first.text);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(await the.store.balance('shop')).toBe(TOTAL);
  });

  it('pays with what a pending transfer that is over held', async () => {
    const pending = { from: 'ann', to: 'shop', amount: 10_000, pending: { ttlSeconds: 1 } };
    await the.store.post('/ledger/transfers', pending).expect(201);
    expect((await checkOut(PAY).expect(409)).body.available).toBe(0);
    await sleep(1_050);
    await checkOut(PAY).expect(201);
  });

  it('takes If-Match: what changed since it was shown is not sold', async () => {
    const { headers } = await the.store.get('/carts/c');
    await add('TEE', 1);
    const { body } = await checkOut().set('If-Match', headers.etag!).expect(412);
    expect(body).toMatchObject({ code: 'VERSION_MISMATCH', actual: (await cart()).version });
    await checkOut().set('If-Match', `"${body.actual}"`).expect(201);
  });
});
