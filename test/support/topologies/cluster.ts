import { freePort } from '../cluster-node';
import { eventually } from '../eventually';
import { startRedis, TestRedis } from '../redis-server';
import { Certificates, makeCertificates, tlsOptions } from './certificates';
import { Topology } from './topology';
import { guard, IN_URL, permissions } from './users';

const SLOTS = 16_384;

export interface ClusterTopology extends Topology {
  members: (TestRedis & { port: number })[];
}

interface Options {
  tls?: boolean;
  host?: '127.0.0.1' | '::1';
  masters?: number;
  allowed?: string[];
}

type Member = TestRedis & { port: number; busPort: number };

/** Masters of a cluster that need a user and a password, over TLS or IPv6 where that is asked for. */
export async function startGuardedCluster(options: Options = {}): Promise<ClusterTopology> {
  const { tls, host = '127.0.0.1', masters = 2, allowed = permissions() } = options;
  const certificates = tls ? makeCertificates() : undefined;
  const members: Member[] = [];
  for (let i = 0; i < masters; i++) members.push(await startMember(host, certificates));
  const share = Math.ceil(SLOTS / masters);
  for (const [i, { client }] of members.entries()) {
    await client.cluster('ADDSLOTSRANGE', i * share, Math.min((i + 1) * share, SLOTS) - 1);
    for (const { port, busPort } of members.slice(i + 1)) {
      await client.call('CLUSTER', 'MEET', host, port, busPort);
    }
  }
  for (const { client } of members) {
    await eventually(async () => {
      const info = await client.cluster('INFO');
      expect(info).toContain('cluster_state:ok');
      expect(info).toContain(`cluster_known_nodes:${masters}\r`);
    });
  }
  for (const member of members) await guard(member, allowed);
  const inUrl = host.includes(':') ? `[${host}]` : host;
  const url = ({ port }: Member): string => `${tls ? 'rediss' : 'redis'}://${IN_URL}${inUrl}:${port}`;
  return {
    where: {
      REDIS_CLUSTER_NODES: members.map(url).join(','),
      ...(certificates && {
        REDIS_TLS_CA: certificates.ca,
        REDIS_TLS_CERT: certificates.client.cert,
        REDIS_TLS_KEY: certificates.client.key,
      }),
    },
    redis: members[0]!,
    members,
    stop: async () => {
      await Promise.all(members.map((member) => member.stop()));
      certificates?.remove();
    },
  };
}

async function startMember(host: string, tls: Certificates | undefined): Promise<Member> {
  const [port, busPort] = [await freePort(), await freePort()];
  const listen = tls ? [...tlsOptions(tls, port), '--tls-cluster', 'yes'] : ['--port', String(port)];
  const node = await startRedis(
    ...['--bind', host, ...listen, '--cluster-enabled', 'yes', '--cluster-port', String(busPort)],
    ...['--cluster-node-timeout', '2000'],
  );
  return Object.assign(node, { port, busPort });
}
