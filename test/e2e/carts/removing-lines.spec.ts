import { sleep } from '../../support/time';
import { useShop } from '../../support/use-shop';
import { cartCalls } from './cart-calls';

const the = useShop();

const { add, units } = cartCalls(the);

describe('POST /carts/{id}/lines/{sku}/removals', () => {
  const remove = (quantity: unknown, sku = 'TEE') =>
    the.store.post(`/carts/c/lines/${sku}/removals`, { quantity });

  it('takes units off; the line goes at zero', async () => {
    await add('TEE', 5).expect(200);
    expect((await remove(2).expect(200)).body.lines).toMatchObject([{ quantity: 3 }]);
    expect((await remove(3).expect(200)).body.lines).toEqual([]);
  });

  it('takes at most what is there', async () => {
    await add('TEE', 5).expect(200);
    expect((await remove(100).expect(200)).body.lines).toEqual([]);
  });

  it('defect 29: does not pretend to remove what is not there', async () => {
    expect((await remove(1).expect(404)).body).toMatchObject({ code: 'LINE_NOT_FOUND', id: 'c', sku: 'TEE' });
    await add('TEE', 1).expect(200);
    await remove(1, 'MUG').expect(404);
  });

  it.each([-100, 0, 0.5, '1', null])('defect 23: refuses to remove %p', async (quantity) => {
    await add('TEE', 5).expect(200);
    await remove(quantity).expect(400);
    expect(await units()).toEqual({ TEE: 5 });
  });

  it('defect 28: makes the cart live longer, as every change does', async () => {
    const { expiresAt } = (await add('TEE', 5).expect(200)).body;
    await sleep(20);
    const later = (await remove(1).expect(200)).body.expiresAt;
    expect(Date.parse(later) - Date.parse(expiresAt)).toBeGreaterThanOrEqual(20);
  });
});

describe('DELETE /carts/{id}/lines/{sku}', () => {
  it('removes the line, whatever its quantity', async () => {
    await add('TEE', 5).expect(200);
    await add('MUG', 1).expect(200);
    const { body } = await the.store.delete('/carts/c/lines/TEE').expect(200);
    expect(body.lines).toMatchObject([{ sku: 'MUG' }]);
    expect((await the.store.delete('/carts/c/lines/TEE').expect(404)).body.code).toBe('LINE_NOT_FOUND');
  });
});

describe('DELETE /carts/{id}', () => {
  it('clears the cart; it was just emptied, so it has a version and a deadline', async () => {
    const { version } = (await add('TEE', 5).expect(200)).body;
    const { body, headers } = await the.store.delete('/carts/c').expect(200);
    expect(body).toMatchObject({ lines: [], total: 0, expiresAt: expect.any(String) });
    expect(body.version).toBeGreaterThan(version);
    expect(headers.etag).toBe(`"${body.version}"`);
    expect((await the.store.delete('/carts/c').expect(200)).body).toEqual(body);
  });

  it('makes no cart where there was none', async () => {
    expect((await the.store.delete('/carts/none').expect(200)).body).toMatchObject({
      version: 0,
      expiresAt: null,
    });
  });

  it('honours an idempotency key that is given', async () => {
    await add('TEE', 1).expect(200);
    const clear = () => the.store.delete('/carts/c').set('Idempotency-Key', 'k').expect(200);
    const first = await clear();
    await add('MUG', 1).expect(200);
    const again = await clear();
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.text).toBe(first.text);
    expect(await units()).toEqual({ MUG: 1 });
  });
});
