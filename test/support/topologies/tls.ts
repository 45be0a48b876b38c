import { freePort } from '../cluster-node';
import { startRedis } from '../redis-server';
import { makeCertificates, tlsOptions } from './certificates';
import { Topology } from './topology';
import { guard, IN_URL, permissions } from './users';

/** One server that is reached over TLS alone, by a client with a certificate, as a user with a password. */
export async function startTlsServer(allowed = permissions()): Promise<Topology> {
  const certificates = makeCertificates();
  const port = await freePort();
  const redis = await startRedis('--bind', '127.0.0.1', '::1', ...tlsOptions(certificates, port));
  await guard(redis, allowed);
  return {
    where: {
      REDIS_URL: `rediss://${IN_URL}127.0.0.1:${port}`,
      REDIS_TLS_CA: certificates.ca,
      REDIS_TLS_CERT: certificates.client.cert,
      REDIS_TLS_KEY: certificates.client.key,
    },
    redis,
    stop: async () => {
      await redis.stop();
      certificates.remove();
    },
  };
}
