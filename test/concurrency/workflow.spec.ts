import { randomUUID } from 'node:crypto';
import { crowd } from '../support/crowd';
import { useStore } from '../support/use-house';

const the = useStore();

const start = (id: string) =>
  the.store.post('/workflow/instances', { definition: 'approval', id }).expect(201);
const move = (id: string, body: object, key?: string) =>
  the.store.post(`/workflow/instances/${id}/transitions`, body, key);
const history = async (id: string) =>
  (await the.store.get(`/workflow/instances/${id}/history?limit=200`).expect(200)).body.items;

it('lets one of 100 concurrent transitions out of a state win, and tells 99 the actual state', async () => {
  await start('i1');
  const answers = await crowd(100, (i) =>
    move('i1', { to: i % 2 ? 'approved' : 'rejected', expectedState: 'pending' }),
  );
  const won = answers.filter(({ status }) => status === 200);
  expect(won).toHaveLength(1);
  const actual = won[0]!.body.state as string;
  const lost = answers.filter(({ status }) => status === 409);
  expect(lost).toHaveLength(99);
  for (const { body } of lost)
    expect(body).toMatchObject({ code: 'STATE_MISMATCH', expected: 'pending', actual });
  const { body } = await the.store.get('/workflow/instances/i1').expect(200);
  expect(body).toMatchObject({ state: actual, version: 2 });
  expect(await history('i1')).toHaveLength(2);
});

it('lets one of 100 concurrent transitions from a version win, and tells 99 the actual version', async () => {
  await start('i1');
  const answers = await crowd(100, () => move('i1', { to: 'approved' }).set('If-Match', '"1"'));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const lost = answers.filter(({ status }) => status === 412);
  expect(lost.map(({ body }) => body.actual)).toEqual(Array(99).fill(2));
});

it('has one effect and one answer for 100 transitions with one key', async () => {
  await start('i1');
  const key = randomUUID();
  const answers = await crowd(100, () =>
    move('i1', { to: 'approved', expectedState: 'pending' }, key).expect(200),
  );
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.filter(({ headers }) => headers['idempotent-replayed'] !== 'true')).toHaveLength(1);
  expect(await history('i1')).toHaveLength(2);
});

it('counts 50 concurrent read-modify-writes of a record exactly', async () => {
  const path = '/workflow/records/counter';
  await the.store.put(path, { number: 0 }).set('If-None-Match', '*').expect(201);
  // Everybody reads, adds one and writes, and begins anew where somebody was faster, up to three times.
  const changed = await crowd(50, async () => {
    let successes = 0;
    for (let attempt = 0; attempt < 3 && successes === 0; attempt++) {
      const { body, headers } = await the.store.get(path).expect(200);
      const written = await the.store.put(path, { number: body.number + 1 }).set('If-Match', headers.etag!);
      expect([200, 412]).toContain(written.status);
      if (written.status === 200) successes++;
    }
    return successes;
  });
  const { body } = await the.store.get(path).expect(200);
  const successes = changed.reduce((sum, one) => sum + one, 0);
  expect(successes).toBeGreaterThan(0);
  expect(body.number).toBe(successes);
});

it('loses no patch: 50 writers who retry until they succeed have all added theirs', async () => {
  const path = '/workflow/records/counter';
  await the.store.put(path, { number: 0 }).set('If-None-Match', '*').expect(201);
  const tags = await crowd(
    50,
    async (i) => {
      for (;;) {
        const { body, headers } = await the.store.get(path).expect(200);
        const patch = { number: body.number + 1, [`by-${i}`]: true };
        const written = await the.store.patch(path, patch).set('If-Match', headers.etag!);
        if (written.status === 200) return written.headers.etag;
      }
    },
    10,
  );
  const { body } = await the.store.get(path).expect(200);
  expect(body.number).toBe(50);
  expect(Object.keys(body)).toHaveLength(51);
  expect(new Set(tags).size).toBe(50);
});

it('starts one instance when 50 callers start the same id', async () => {
  const answers = await crowd(50, () =>
    the.store.post('/workflow/instances', { definition: 'approval', id: 'i1' }),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ body }) => body.code === 'INSTANCE_ALREADY_EXISTS')).toHaveLength(49);
});

it('writes one version of a definition when 50 callers put different ones', async () => {
  const body = (i: number) => ({
    initial: 'a',
    states: { a: { transitions: [`b${i % 2}`] }, [`b${i % 2}`]: { final: true } },
  });
  const answers = await crowd(50, (i) => the.store.put('/workflow/definitions/race/versions/1', body(i)));
  const count = (status: number): number => answers.filter((answer) => answer.status === status).length;
  expect([count(201), count(200), count(409)]).toEqual([1, 24, 25]);
});
