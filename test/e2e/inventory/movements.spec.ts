import { useStore } from '../../support/use-house';

const the = useStore();

/** Moves units so many times. */
async function effects(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await the.store.receive('TEE', 1);
}

describe('GET …/movements?after=', () => {
  const sequences = async (query: string): Promise<number[]> =>
    (await the.store.get(`/inventory/items/TEE/movements${query}`).expect(200)).body.items.map(
      ({ sequence }: { sequence: number }) => sequence,
    );

  it('goes on behind any sequence, also one that is not there yet', async () => {
    await effects(9);
    expect(await sequences('?after=7')).toEqual([8, 9]);
    expect(await sequences('?after=7&limit=1')).toEqual([8]);
    expect(await sequences('?after=0')).toHaveLength(9);
    expect(await sequences('?after=9')).toEqual([]);
    expect(await sequences('?after=9007199254740991')).toEqual([]);
    await effects(1);
    expect(await sequences('?after=9')).toEqual([10]);
  });

  it.each(['', 'x', '-1', '1.5', '1e3', '07', '9007199254740992', '99999999999999999999', '7&after=8'])(
    'refuses %s',
    async (after) => {
      await effects(1);
      const { body } = await the.store.get(`/inventory/items/TEE/movements?after=${after}`).expect(400);
      expect(body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer: '?after' }] });
    },
  );

  it('is not taken together with a cursor', async () => {
    await effects(2);
    const { body } = await the.store.get('/inventory/items/TEE/movements?limit=1').expect(200);
    const refused = await the.store
      .get(`/inventory/items/TEE/movements?after=1&cursor=${body.nextCursor}`)
      .expect(400);
    expect(refused.body.errors).toEqual([{ pointer: '?after', detail: expect.any(String) }]);
  });
});
