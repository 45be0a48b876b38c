import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import supertest from 'supertest';
import { refuseDenied, SERVICE_COMMANDS } from '../../src/platform/redis/permissions';
import { loadLibrary } from '../../src/platform/scripts/script-library';
import { freePort } from '../support/cluster-node';
import { House } from '../support/house';
import { startRedis, TestRedis } from '../support/redis-server';
import { Service } from '../support/service';
import { startGuardedCluster } from '../support/topologies/cluster';
import { startSentinels } from '../support/topologies/sentinel';
import { guard, IN_URL, PASSWORD, permissions, USER } from '../support/topologies/users';

jest.setTimeout(120_000);

const LINE = 'ACL SETUSER till ~ch:* +@all -@dangerous +info +function|load +function|list +function|delete';

describe('a user of Redis', () => {
  const { commands } = loadLibrary();
  let redis: TestRedis;
  let port: number;
  let client: Redis;

  beforeAll(async () => {
    port = await freePort();
    redis = await startRedis('--port', String(port), '--bind', '127.0.0.1');
    await guard(redis);
    client = new Redis({ port, username: USER, password: PASSWORD });
  });
  afterAll(async () => {
    client.disconnect();
    await redis.stop();
  });

  const allow = (...rules: string[]) =>
    redis.client.call('ACL', 'SETUSER', USER, 'reset', 'on', `>${PASSWORD}`, ...rules);
  const check = async (): Promise<void> => {
    const connection = { client, masters: () => [client], startBy: 0 } as Parameters<typeof refuseDenied>[0];
    await client.ping();
    await refuseDenied(connection, client, commands);
  };
  const connectAnew = async (): Promise<void> => {
    client.disconnect();
    client = new Redis({ port, username: USER, password: PASSWORD });
    await client.ping().catch(() => undefined);
  };

  it('may do all that is needed by the line in docs/operations.md', async () => {
    const manual = readFileSync(join(__dirname, '../../docs/operations.md'), 'utf8');
    const rules = /^ACL SETUSER till on >password (.*)$/m.exec(manual)![1]!.split(' ');
    expect(rules).toEqual(permissions());
    await allow(...rules);
    await connectAnew();
    await check();
  });

  const names = [
    ...new Set([...commands, ...SERVICE_COMMANDS].map((one) => one.split(' ')[0]!.toLowerCase())),
  ];
  // Without EVAL nothing can be asked, and that is told as well; PING and SELECT come before.
  it.each(names.filter((name) => !['ping', 'waitaof'].includes(name)))(
    'is refused without %s',
    async (name) => {
      await allow(...permissions());
      await connectAnew();
      await allow(...permissions(), `-${name}`);
      const refused = check();
      await expect(refused).rejects.toThrow(new RegExp(`${name}`, 'i'));
    },
  );

  it.each([['%R~ch:*', '+@all'], ['~ch:{main}:*', '+@all'], ['+@all']])(
    'is refused with %s',
    async (...rules) => {
      await allow(...permissions());
      await connectAnew();
      await allow(...rules);
      await expect(check()).rejects.toThrow(LINE);
    },
  );

  it('that may not tell what happened starts no service, and is told the line that helps', async () => {
    await allow(...permissions(), '-xadd');
    const REDIS_URL = `redis://${IN_URL}127.0.0.1:${port}`;
    const { said, code } = await Service.fail({ REDIS_URL });
    expect(code).toBe(1);
    expect(said.trim().split('\n').at(-1)).toBe(
      `Countinghouse did not start. Redis does not allow till what the service needs (XADD): ${LINE}`,
    );
    await redis.client.call(...(LINE.split(' ') as [string]));
    const service = await Service.start({ REDIS_URL });
    await service.stop();
  });

  it.each(['-info', '-function|load', '-fcall', '-zscore', '-eval'])(
    'that is denied %s before anything can be asked is told the same line',
    async (rule) => {
      await allow(...permissions(), rule);
      const { said } = await Service.fail({ REDIS_URL: `redis://${IN_URL}127.0.0.1:${port}` });
      expect(said.trim().split('\n').at(-1)).toContain(LINE);
    },
  );

  it('is asked for no command that the service does not name', async () => {
    await allow(...permissions());
    const REDIS_URL = `redis://${IN_URL}127.0.0.1:${port}`;
    const monitor = await redis.client.monitor();
    const sent = new Set<string>();
    monitor.on('monitor', (_time, [name]: string[], source: string) => {
      if (source !== 'lua' && !source.startsWith('unix:')) sent.add(name!.toUpperCase());
    });
    const house = await House.open({ REDIS_URL, RATE_LIMIT_PER_MINUTE: 1_000 }, redis);
    const store = await house.store();
    await store.receive('TEE', 1);
    await redis.client.set(`ch:{${store.name}}:sold`, 'no set');
    await store.post('/inventory/items/TEE/deductions', { quantity: 1 });
    await supertest(house.url).get('/v1/stores').expect(200);
    await supertest(house.url).get('/health/ready').expect(200);
    await supertest(house.url).get('/metrics').expect(200);
    await house.close();
    monitor.disconnect();
    const known = SERVICE_COMMANDS.map((command) => command.split(' ')[0]!);
    expect([...sent].filter((name) => !known.includes(name)).sort()).toEqual(['AUTH', 'QUIT']);
  });
});

describe('a permission that is missing on one master', () => {
  it('of a cluster keeps the service from starting', async () => {
    const cluster = await startGuardedCluster();
    await cluster.members[1]!.client.call('ACL', 'SETUSER', USER, '-xadd');
    const { said, code } = await Service.fail({ ...cluster.where });
    await cluster.stop();
    expect(code).toBe(1);
    expect(said.trim().split('\n').at(-1)).toContain(`(XADD): ${LINE}`);
  });

  it('that was promoted ends the service, in one line', async () => {
    const sentinels = await startSentinels();
    await sentinels.replica.client.call('ACL', 'SETUSER', USER, '-xadd');
    const service = await Service.start({ ...sentinels.where, LOG_LEVEL: 'error' });
    await sentinels.failOver();
    const { code } = await service.exited;
    await sentinels.stop();
    expect(code).toBe(1);
    expect(service.said).toContain(`(XADD): ${LINE}`);
  });
});
