import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startRedis, TestRedis } from '../support/redis-server';
import { Service } from '../support/service';

const DEMO = join(__dirname, '../../scripts/demo.mjs');

let redis: TestRedis;
let service: Service;
beforeAll(async () => {
  redis = await startRedis();
  service = await Service.start({ REDIS_URL: redis.url });
});
afterAll(async () => {
  await service?.stop();
  await redis?.stop();
});

it('fills a service that was started as README starts it, without a key for secrets of webhooks', async () => {
  const { hostname, port } = new URL(service.url);
  const env = { PATH: process.env.PATH, HOST: hostname, PORT: port };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [DEMO], { env, cwd: '/' });
  expect(stdout + stderr).toContain(`Look at it: ${service.url}/console?store=main`);
}, 60_000);
