import { freePort } from '../support/cluster-node';
import { startRedis, TestRedis } from '../support/redis-server';
import { Service } from '../support/service';
import { startGuardedCluster } from '../support/topologies/cluster';
import { startSentinels } from '../support/topologies/sentinel';
import { startTlsServer } from '../support/topologies/tls';
import { Topology, Where } from '../support/topologies/topology';

jest.setTimeout(120_000);

/** Passwords of the tests, as they stand and as addresses have them. */
const PASSWORDS = /s3cr3t|wr0ng/;

/** The one line of a start that must not succeed. */
async function lineOf(where: Where): Promise<string> {
  const { said, code } = await Service.fail({ ...where, LOG_LEVEL: 'trace' });
  expect(code).toBe(1);
  expect(said).not.toMatch(PASSWORDS);
  const lines = said
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('{"level":'));
  expect(lines).toHaveLength(1);
  return lines[0]!;
}

describe('a server that is not guarded', () => {
  let redis: TestRedis;
  let port: number;

  beforeAll(async () => {
    port = await freePort();
    redis = await startRedis('--port', String(port), '--bind', '127.0.0.1');
  });
  afterAll(() => redis.stop());

  it.each(['99', '99999999999999999999'])(
    'has no database %s, and nothing is done in another',
    async (database) => {
      const line = await lineOf({ REDIS_URL: `redis://127.0.0.1:${port}/${database}` });
      expect(line).toMatch(
        /^Countinghouse did not start\. REDIS_URL names a database that this Redis has not: /,
      );
      expect(await redis.client.dbsize()).toBe(0);
    },
  );

  it('is no cluster', async () => {
    const line = await lineOf({ REDIS_CLUSTER_NODES: `127.0.0.1:${port}` });
    expect(line).toContain('REDIS_CLUSTER_NODES names a Redis that is no cluster: use REDIS_URL');
  });

  it('is used in the database that its address names', async () => {
    const service = await Service.start({ REDIS_URL: `redis://127.0.0.1:${port}/3` });
    await service.stop();
    expect(await redis.client.info('keyspace')).toMatch(/db3:keys=/);
    expect(await redis.client.info('keyspace')).not.toMatch(/db0:keys=/);
  });
});

describe('a start is refused in one line', () => {
  let topology: Topology | undefined;

  afterEach(() => topology?.stop());

  it('on one node of a cluster', async () => {
    const cluster = await startGuardedCluster();
    topology = cluster;
    const [REDIS_URL] = cluster.where.REDIS_CLUSTER_NODES!.split(',');
    expect(await lineOf({ REDIS_URL })).toContain(
      'REDIS_URL names a node of a cluster: use REDIS_CLUSTER_NODES',
    );
    expect(await lineOf({ REDIS_URL: `${REDIS_URL}/1` })).toContain('use REDIS_CLUSTER_NODES');
  });

  it('with a password that is wrong, or missing', async () => {
    const cluster = await startGuardedCluster({ masters: 1 });
    topology = cluster;
    const port = cluster.members[0]!.port;
    const unknown = 'Redis does not know this service: correct user and password';
    for (const login of ['till:wr0ng@', ':wr0ng@', '']) {
      const url = `redis://${login}127.0.0.1:${port}`;
      expect(await lineOf({ REDIS_URL: url })).toContain(unknown);
      expect(await lineOf({ REDIS_CLUSTER_NODES: url })).toContain(unknown);
    }
  });

  it('where TLS finds nobody to trust, or Redis does not trust the service', async () => {
    topology = await startTlsServer();
    const { REDIS_URL, REDIS_TLS_CA } = topology.where;
    expect(await lineOf({ REDIS_URL })).toContain('TLS with Redis fails: correct REDIS_TLS_CA');
    expect(await lineOf({ REDIS_URL, REDIS_TLS_CA })).toContain('TLS with Redis fails: correct REDIS_TLS_CA');
  });

  it('where Sentinels know no such master, or do not know the service, or are taken for Redis', async () => {
    const sentinels = await startSentinels();
    topology = sentinels;
    const { REDIS_URL, REDIS_SENTINEL_PASSWORD } = topology.where;
    const other = REDIS_URL!.replace(/shop$/, 'other');
    expect(await lineOf({ REDIS_URL: other, REDIS_SENTINEL_PASSWORD })).toContain(
      'know no master of this name',
    );
    expect(await lineOf({ REDIS_URL })).toContain(
      'correct REDIS_SENTINEL_USERNAME and REDIS_SENTINEL_PASSWORD',
    );
    const login = `:${encodeURIComponent(REDIS_SENTINEL_PASSWORD!)}@`;
    const taken = { REDIS_URL: `redis://${login}127.0.0.1:${sentinels.sentinels[0]!.port}` };
    expect(await lineOf(taken)).toContain('REDIS_URL names a Sentinel: use redis+sentinel://host:port/name');
  });
});
