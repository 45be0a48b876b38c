import { moveRest } from '../../src/platform/redis/moving/away';
import { ownerOf, readView } from '../../src/platform/redis/moving/cluster-view';
import { EarlyCopies } from '../../src/platform/redis/moving/early-copies';
import { NodeLink } from '../../src/platform/redis/moving/node-link';
import { SlotPassage } from '../../src/platform/redis/moving/slot-passage';
import { ClusterMember, SmallCluster } from '../support/small-cluster';
import { sleep } from '../support/time';

jest.setTimeout(120_000);

const record = (id: string): string => `ch:{main}:operation:${id}`;
const ignore = (): void => undefined;

let cluster: SmallCluster;
let [from, to]: ClusterMember[] = [];
let passage: SlotPassage;
let copies: EarlyCopies;

beforeEach(async () => {
  cluster = await SmallCluster.start();
  // Connections that are there need none.
  for (const { client } of cluster.members) await client.config('SET', 'requirepass', 'secret');
  [from, to] = [await cluster.ownerOf(record('a')), cluster.members.at(-1)!];
  const like = from.client.duplicate({ lazyConnect: true, password: 'secret' });
  const links = [await NodeLink.open(like, '127.0.0.1', from.port)];
  links.push(await NodeLink.open(like, '127.0.0.1', to.port));
  const place = { id: to.id, host: '127.0.0.1', port: to.port, isMaster: true, isThere: true, ranges: [] };
  passage = new SlotPassage(await cluster.slotOf(record('a')), links[0]!, links[1]!, place);
  copies = new EarlyCopies(passage, ['main']);
  await from.client.set(record('a'), 'first', 'PX', 600_000);
  await from.client.set(record('b'), 'first', 'PX', 4_000);
  await from.client.set(record('c'), 'first', 'PX', 1_000);
  await from.client.set('ch:{main}:store', 'USD UTC');
  await passage.openTarget();
  await copies.make(ignore);
});
afterEach(async () => {
  for (const link of [passage.source, passage.target]) link.close();
  await cluster.stop();
});

const finish = (): Promise<number> => moveRest(passage, copies, { big: new Map() }, ignore);

describe('idempotency records that are copied before the rest', () => {
  it('are those that last; the source has them still, and all goes over with a password', async () => {
    expect(copies.count).toBe(2);
    expect(await from!.client.exists(record('a'))).toBe(1);
    expect(await finish()).toBe(4);
    expect(await to!.client.get(record('a'))).toBe('first');
    expect(await to!.client.pttl(record('a'))).toBeGreaterThan(590_000);
    expect(await from!.client.dbsize()).toBe(0);
  });

  it('give way to a record that was made anew under the key of one that lapsed', async () => {
    await sleep(4_500);
    await from!.client.set(record('b'), 'second', 'PX', 600_000);
    await finish();
    expect(await to!.client.get(record('b'))).toBe('second');
  });

  it('stay at the source where the target lost them', async () => {
    await to!.client.flushall();
    await expect(finish()).rejects.toThrow(/has lost what it was given$/);
    expect(await from!.client.get(record('a'))).toBe('first');
  });
});

describe('the view of a cluster', () => {
  it('has the ranges of all, and the open slots of the node that was asked', () => {
    const view = readView(
      [
        'aa 10.0.0.1:7000@17000 myself,master - 0 0 1 connected 0-5460 5462 [7->-bb] [9-<-cc]',
        'bb ::1:7001@17001,host.example master,fail? - 0 0 2 connected 5461',
        'cc 10.0.0.3:7002@17002 slave aa 0 0 1 connected',
        '',
      ].join('\n'),
    );
    expect(view.nodes.map(({ host, port, isMaster, isThere }) => [host, port, isMaster, isThere])).toEqual([
      ['10.0.0.1', 7000, true, true],
      ['::1', 7001, true, false],
      ['10.0.0.3', 7002, false, true],
    ]);
    expect([5462, 5461, 5463].map((slot) => ownerOf(view, slot)?.id)).toEqual(['aa', 'bb', undefined]);
    expect([...view.open.migrating, ...view.open.importing]).toEqual([
      [7, 'bb'],
      [9, 'cc'],
    ]);
  });
});
