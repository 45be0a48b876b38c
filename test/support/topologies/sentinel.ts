import { freePort } from '../cluster-node';
import { eventually } from '../eventually';
import { startRedis, TestRedis } from '../redis-server';
import { Certificates, makeCertificates, tlsOptions } from './certificates';
import { Sentinel, startSentinel } from './sentinel-process';
import { Topology } from './topology';
import { guard, IN_URL, PASSWORD, permissions } from './users';

export const MASTER_NAME = 'shop';

/** A master and its replica under three Sentinels, which need a password of their own. */
export interface SentinelTopology extends Topology {
  replica: TestRedis;
  sentinels: Sentinel[];
  /** Ports of the master and of the replica. */
  ports: [number, number];
  /** Has the replica take over, and waits until it has. */
  failOver(): Promise<void>;
}

interface Options {
  tls?: boolean;
  allowed?: string[];
}

/** Over TLS, Redis and its Sentinels speak nothing else, also among each other. */
export async function startSentinels({
  tls,
  allowed = permissions(),
}: Options = {}): Promise<SentinelTopology> {
  const certificates = tls ? makeCertificates() : undefined;
  const ports: [number, number] = [await freePort(), await freePort()];
  const [redis, replica] = await Promise.all([
    startNode(ports[0], certificates, allowed),
    startNode(ports[1], certificates, allowed),
  ]);
  await replica.client.replicaof('127.0.0.1', ports[0]);
  await eventually(async () =>
    expect(await replica.client.info('replication')).toContain('master_link_status:up'),
  );
  const start = (): Promise<Sentinel> =>
    startSentinel(MASTER_NAME, ports[0], PASSWORD, certificates && sentinelTls(certificates));
  const sentinels = [await start(), await start(), await start()];
  for (const { client } of sentinels) await eventually(() => knowsAll(client));
  const addresses = sentinels.map(({ port }) => `127.0.0.1:${port}`).join(',');
  return {
    where: {
      REDIS_URL: `${tls ? 'rediss' : 'redis'}+sentinel://${IN_URL}${addresses}/${MASTER_NAME}`,
      REDIS_SENTINEL_PASSWORD: PASSWORD,
      ...(certificates && {
        REDIS_TLS_CA: certificates.ca,
        REDIS_TLS_CERT: certificates.client.cert,
        REDIS_TLS_KEY: certificates.client.key,
      }),
    },
    redis,
    replica,
    sentinels,
    ports,
    failOver: () => failOver(sentinels[0]!, replica),
    stop: async () => {
      await Promise.all([redis, replica, ...sentinels].map((one) => one.stop()));
      certificates?.remove();
    },
  };
}

async function startNode(port: number, tls: Certificates | undefined, allowed: string[]): Promise<TestRedis> {
  const listen = tls ? [...tlsOptions(tls, port), '--tls-replication', 'yes'] : ['--port', String(port)];
  const node = await startRedis('--bind', '127.0.0.1', ...listen, '--repl-diskless-sync-delay', '0');
  await guard(node, allowed);
  return node;
}

function sentinelTls({ ca, server }: Certificates): string[] {
  return [
    ...['tls-replication yes', `tls-ca-cert-file ${ca}`],
    ...[`tls-cert-file ${server.cert}`, `tls-key-file ${server.key}`],
  ];
}

async function knowsAll(client: Sentinel['client']): Promise<void> {
  const [about] = [(await client.call('SENTINEL', 'MASTER', MASTER_NAME)) as string[]];
  const valueOf = (name: string): string | undefined => about[about.indexOf(name) + 1];
  expect([valueOf('num-slaves'), valueOf('num-other-sentinels'), valueOf('flags')]).toEqual([
    '1',
    '2',
    'master',
  ]);
}

async function failOver(sentinel: Sentinel, to: TestRedis): Promise<void> {
  await eventually(() => sentinel.client.call('SENTINEL', 'FAILOVER', MASTER_NAME));
  await eventually(async () => expect(await to.client.info('replication')).toContain('role:master'));
}
