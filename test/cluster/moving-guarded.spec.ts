import { join } from 'node:path';
import { Service } from '../support/service';
import { ToolRun } from '../support/tool-run';
import { startGuardedCluster } from '../support/topologies/cluster';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '../..');

describe('npm run store -- move on a cluster that needs TLS, a user and a password', () => {
  it('connects as the service does, and so do the masters among each other', async () => {
    const cluster = await startGuardedCluster({ tls: true, masters: 2, allowed: ['~*', '+@all'] });
    const settings = { ...cluster.where, REDIS_KEY_PREFIX: 'shop:' };
    const service = await Service.start(settings);
    const slots = (await cluster.redis.client.cluster('SLOTS')) as unknown as [
      number,
      number,
      [string, number],
    ][];
    const slot = await cluster.redis.client.cluster('KEYSLOT', 'shop:ch:{main}:store');
    const [, , [, at]] = slots.find(([first, last]) => first <= slot && slot <= last)!;
    const to = cluster.members.find(({ port }) => port !== at)!;
    const move = new ToolRun(ROOT, ['store.js', 'move', 'main', `127.0.0.1:${to.port}`], settings);
    expect([await move.end(), move.said]).toEqual([0, expect.stringMatching(/^Moved \d+ keys of main/m)]);
    expect((await fetch(`${service.url}/v1/stores/main`)).status).toBe(200);
    expect(await to.client.exists('shop:ch:{main}:store')).toBe(1);
    await service.stop();
    await cluster.stop();
  });
});
