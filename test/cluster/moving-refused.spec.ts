import { join } from 'node:path';
import { Service } from '../support/service';
import { SmallCluster } from '../support/small-cluster';
import { startRedis } from '../support/redis-server';
import { freePort } from '../support/cluster-node';
import { ToolRun } from '../support/tool-run';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '../..');
const KEY = 'ch:{main}:store';

let cluster: SmallCluster;

beforeAll(async () => {
  cluster = await SmallCluster.start(3, { replicas: true });
  const service = await Service.start({ REDIS_CLUSTER_NODES: cluster.addresses });
  await service.stop();
});
afterAll(async () => {
  await cluster.stop();
});

const spare = () => cluster.members.at(-1)!;
const addressOf = ({ port }: { port: number }): string => `127.0.0.1:${port}`;

/** The one line of a move that is refused; afterwards all is as it was. */
async function refusal(store: string, address: string, nodes = cluster.addresses): Promise<string> {
  const owner = await cluster.ownerOf(KEY);
  const move = new ToolRun(ROOT, ['store.js', 'move', store, address], { REDIS_CLUSTER_NODES: nodes });
  const code = await move.end();
  expect([code, move.said]).toEqual([1, expect.stringMatching(/^The store does not move: .*\.\n$/)]);
  expect(await cluster.ownerOf(KEY)).toBe(owner);
  for (const { client } of cluster.members) {
    expect(await client.call('CLUSTER', 'NODES')).not.toMatch(/\[\d+-[<>]-/);
  }
  return move.said.replace('The store does not move: ', '').trim();
}

describe('npm run store -- move, which says in one line that it changes nothing', () => {
  it('without a cluster, and for any other command', async () => {
    expect(await refusal('main', addressOf(spare()), '')).toBe(
      'stores move between the masters of a cluster: set REDIS_CLUSTER_NODES.',
    );
    const other = new ToolRun(ROOT, ['store.js', 'drop', 'main'], {});
    expect(await other.end()).toBe(1);
    expect(other.said).toContain('npm run store -- move STORE HOST:PORT');
  });

  it('for a store that there is not, and for a name that no store has', async () => {
    expect(await refusal('nowhere', addressOf(spare()))).toBe('there is no store nowhere.');
    expect(await refusal('No', addressOf(spare()))).toBe('No is no name of a store.');
  });

  it('for a store that is there already', async () => {
    const address = addressOf(await cluster.ownerOf(KEY));
    expect(await refusal('main', address)).toBe(`it is at ${address} already.`);
  });

  it('for a target that is no master of this cluster', async () => {
    const [replica] = cluster.replicas;
    const port = await freePort();
    expect(await refusal('main', 'here')).toBe('here does not look like host:port.');
    expect(await refusal('main', `127.0.0.1:${port}`)).toMatch(
      new RegExp(`^127.0.0.1:${port} cannot be asked \\(.*ECONNREFUSED`),
    );
    expect(await refusal('main', addressOf(replica!))).toBe(
      `${addressOf(replica!)} is a replica: name a master.`,
    );
    const alone = await startRedis('--port', String(port), '--bind', '127.0.0.1');
    expect(await refusal('main', `127.0.0.1:${port}`)).toContain('cluster support disabled');
    await alone.stop();
    const stranger = await SmallCluster.start(1, { spare: 0 });
    const address = addressOf(stranger.members[0]!);
    expect(await refusal('main', address)).toMatch(/^\S+ is no node of this cluster\.$/);
    await stranger.stop();
  });

  it('for a target without memory', async () => {
    const owner = await cluster.ownerOf(KEY);
    await owner.client.hset('ch:{main}:records', 'a', 'x'.repeat(8_000_000));
    const used = Number(/used_memory:(\d+)/.exec(await spare().client.info('memory'))![1]);
    await spare().client.config('SET', 'maxmemory', String(used + 5_000_000));
    expect(await refusal('main', addressOf(spare()))).toMatch(
      /^\S+ has [45] MiB of its maxmemory left, and the move takes \d+: give it more, or choose another master\.$/,
    );
    await spare().client.config('SET', 'maxmemory', '0');
  });

  it('for a key that would keep a master longer than the others wait for it', async () => {
    const owner = await cluster.ownerOf(KEY);
    await owner.client.hset('ch:{main}:records', 'a', 'x'.repeat(8_000_000));
    await spare().client.config('SET', 'cluster-node-timeout', '500');
    expect(await refusal('main', addressOf(spare()))).toMatch(
      /^ch:\{main\}:records has \d+ MiB, for which .*: set cluster-node-timeout to \d+ on every node for the time of the move\.$/,
    );
    await spare().client.config('SET', 'cluster-node-timeout', '2000');
    await owner.client.del('ch:{main}:records');
  });

  it('for keys at the target that are nobody’s', async () => {
    const [slot, owner] = [await cluster.slotOf(KEY), await cluster.ownerOf(KEY)];
    await spare().client.cluster('SETSLOT', slot, 'IMPORTING', owner.id);
    await spare().client.asking();
    await spare().client.hset('ch:{main}:stock', 'TEE', '1 0');
    await spare().client.cluster('SETSLOT', slot, 'STABLE');
    expect(await refusal('main', addressOf(spare()))).toMatch(
      /^\S+ holds keys of slot \d+ that are not its own .*, as ch:\{main\}:stock: look at both ends/,
    );
  });
});
