import supertest from 'supertest';
import { eventually } from '../support/eventually';
import { useSmallCluster } from '../support/use-small-cluster';

jest.setTimeout(120_000);

const STARTED_WITHIN_MS = 10_000;

const the = useSmallCluster(4, { fullCoverage: false });

/** A cluster whose master that has the names of all stores, the stamp of the format and `main` is away; and a store of another one. */
async function loseMaster(signal: NodeJS.Signals) {
  const away = await the.cluster.ownerOf('ch:{main}:store');
  for (const key of ['ch:stores', 'ch:{-}:format']) expect(await the.cluster.ownerOf(key)).toBe(away);
  const there = the.cluster.members.find((member) => member !== away)!;
  const [served] = (await the.storesOf(there, 1)) as [string];
  const before = await the.open({ DEFAULT_STORE: served });
  await before.calls(served).receive('TEE', 10);
  await before.close();
  for (const { client } of the.cluster.members) await client.function('FLUSH');
  away.process.kill(signal);
  return { away, served };
}

describe('a service that starts while the master is away that has DEFAULT_STORE and the names of all stores', () => {
  it.each(['SIGSTOP', 'SIGKILL'] as const)(
    '(%s) serves the stores of the others, says so, and makes the store as soon as it can',
    async (signal) => {
      const { away, served } = await loseMaster(signal);
      const started = Date.now();
      const house = await the.open();
      expect(Date.now() - started).toBeLessThan(STARTED_WITHIN_MS);
      const calls = house.calls(served);
      expect((await calls.stock('TEE')).onHand).toBe(10);
      await calls.post('/inventory/items/TEE/deductions', { quantity: 1 }).expect(201);
      const ready = () => supertest(house.url).get('/health/ready').expect(200);
      const { body } = await ready();
      expect(body.status).toBe('degraded');
      const failing = body.checks.filter(({ ok }: { ok: boolean }) => !ok);
      expect(failing.map(({ name }: { name: string }) => name)).toEqual([
        ...['redis', 'redis-writable'],
        ...['redis-format', 'redis-library', 'default-store'],
      ]);
      expect(failing[0].detail).toContain(`127.0.0.1:${away.port}: `);

      if (signal === 'SIGKILL') return;
      away.process.kill('SIGCONT');
      await eventually(async () => expect((await ready()).body.status).toBe('ok'));
      await house.calls('main').get('').expect(200);
    },
  );

  it('is not degraded for a DEFAULT_STORE that is there', async () => {
    const { served } = await loseMaster('SIGSTOP');
    const house = await the.open({ DEFAULT_STORE: served });
    const { body } = await supertest(house.url).get('/health/ready').expect(200);
    expect(body.checks.map(({ name }: { name: string }) => name)).not.toContain('default-store');
  });
});
