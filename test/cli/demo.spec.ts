import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { useService } from '../support/use-service';

const DEMO = join(__dirname, '../../scripts/demo.mjs');

const service = useService();

it('fills a service that was started as README starts it, without a key for secrets of webhooks', async () => {
  const { hostname, port } = new URL(service.url);
  const env = { PATH: process.env.PATH, HOST: hostname, PORT: port };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [DEMO], { env, cwd: '/' });
  expect(stdout + stderr).toContain(`Look at it: ${service.url}/console?store=main`);
}, 60_000);
