import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import supertest from 'supertest';
import { freePort } from '../support/cluster-node';
import { StoreCalls } from '../support/house';
import { TestPostgres } from '../support/postgres';
import { takeTour } from '../support/tour';
import { useHouse } from '../support/use-house';
import { Config } from '../../src/platform/config/config';

const ROOT = join(__dirname, '../..');
const PRISM = join(ROOT, 'node_modules/.bin/prism');
const WITHIN_MS = 170_000;

const settings: Partial<Config> = { SWEEP_INTERVAL_MS: 3_600_000 };

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await TestPostgres.start();
  settings.ARCHIVE_URL = postgres.url;
});
const the = useHouse(settings);
let prism: ChildProcess;
let url: string;

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  // Some calls of the tour are wrong on purpose: the answers alone are judged.
  const judged = ['--errors', '--validate-request=false', '--port', String(port)];
  prism = spawn(process.execPath, [PRISM, 'proxy', 'openapi.json', the.house.url, ...judged], { cwd: ROOT });
  await new Promise<void>((resolve, reject) => {
    prism.stdout!.on('data', (said: Buffer) => {
      if (said.toString().includes('Prism is listening')) resolve();
    });
    prism.once('exit', (code) => reject(new Error(`prism ended with ${code}`)));
  });
}, WITHIN_MS);
afterAll(async () => {
  if (prism?.exitCode === null && prism.kill()) await once(prism, 'exit');
  await postgres.stop();
});

it(
  'Prism, between the caller and the service, finds every answer of the tour to be as openapi.json says',
  async () => {
    const found: string[] = [];
    let calls = 0;
    const call = async (request: supertest.Test): Promise<supertest.Response> => {
      const response = await request;
      calls += 1;
      const { type, validation } = response.body as { type?: string; validation?: object[] };
      const said = response.headers['sl-violations'];
      if (type?.startsWith('https://stoplight.io/prism/')) {
        found.push(`${request.method} ${request.url}: ${type} ${JSON.stringify(validation)} ${said}`);
      }
      return response;
    };
    const { name } = await the.house.store();
    await takeTour(url, new StoreCalls(url, name), call).finally(() => expect(found).toEqual([]));
    expect(calls).toBeGreaterThan(100);
  },
  WITHIN_MS,
);
