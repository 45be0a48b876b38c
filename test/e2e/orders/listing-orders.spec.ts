import { sleep } from '../../support/time';
import { useTeeSeller } from './use-tee-seller';

const the = useTeeSeller();
const { order } = the;

describe('GET /orders', () => {
  const ids = async (query: string): Promise<string[]> =>
    (await the.store.get(`/orders${query}`).expect(200)).body.items.map(({ id }: { id: string }) => id);

  beforeEach(async () => {
    for (const [id, customerId] of [
      ['a', 'ann'],
      ['b', 'bob'],
      ['c', 'ann'],
      ['d', 'ann2'],
    ] as const) {
      await order(id, 1, { customerId });
      await sleep(2);
    }
    await the.store.post('/orders/a/fulfil').expect(200);
    await the.store.post('/orders/b/cancel').expect(200);
  });

  it('defect 9: lists all, a customer’s and those in a state, newest first', async () => {
    expect(await ids('')).toEqual(['d', 'c', 'b', 'a']);
    expect(await ids('?customerId=ann')).toEqual(['c', 'a']);
    expect(await ids('?state=placed')).toEqual(['d', 'c']);
    expect(await ids('?state=fulfilled')).toEqual(['a']);
    expect(await ids('?state=cancelled')).toEqual(['b']);
    expect(await ids('?customerId=nobody')).toEqual([]);
  });

  it('pages without a gap or a repeat, also while orders come in', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await the.store.get(`/orders?limit=1${cursor && `&cursor=${cursor}`}`).expect(200);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
      await order(`new-${seen.length}`);
    } while (cursor);
    expect(seen).toEqual(['d', 'c', 'b', 'a']);
  });

  it('lists those of a customer that are in a state, and those alone', async () => {
    expect(await ids('?customerId=ann&state=placed')).toEqual(['c']);
    expect(await ids('?customerId=ann&state=fulfilled')).toEqual(['a']);
    expect(await ids('?customerId=ann&state=cancelled')).toEqual([]);
    expect(await ids('?customerId=ann2&state=placed')).toEqual(['d']);
  });

  it('refuses a state that is none, a time without a zone, and a cursor of another list', async () => {
    await the.store.get('/orders?from=2026-01-01T00:00:00').expect(400);
    await the.store.get('/orders?state=lost').expect(400);
    const { nextCursor } = (await the.store.get('/orders?customerId=ann&limit=1').expect(200)).body;
    expect((await the.store.get(`/orders?cursor=${nextCursor}`).expect(400)).body.code).toBe(
      'INVALID_CURSOR',
    );
  });

  it('does not know an order that never was', async () => {
    expect((await the.store.get('/orders/none').expect(404)).body.code).toBe('ORDER_NOT_FOUND');
  });
});
