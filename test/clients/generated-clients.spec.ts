import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { useService } from '../support/use-service';

const ROOT = join(__dirname, '../..');
const DOCUMENT = join(ROOT, 'openapi.json');
const WITHIN_MS = 280_000;

const service = useService();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ch-client-'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(program: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, COUNTINGHOUSE_URL: service.url };
  const ran = promisify(execFile)(process.execPath, [program, ...args], { cwd: folder, env });
  return (await ran.catch(told)).stdout;
}

/** A compiler says on its output what it does not take. */
function told({ message, stdout }: Error & { stdout: string }): never {
  throw new Error(`${message}\n${stdout.slice(0, 4_000)}`);
}

/** Answers that the tour of this name met, once it has compiled together with what was generated. */
async function tour(name: string): Promise<object> {
  for (const file of ['tsconfig.json', 'once.ts', `${name}.ts`]) {
    copyFileSync(join(__dirname, 'tours', file), join(folder, file));
  }
  await run(join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.');
  return JSON.parse(await run(`out/${name}.js`, `generated-by-${name}`)) as object;
}

const SEEN = {
  transfer: { amount: Number.MAX_SAFE_INTEGER, metadata: { terms: { days: 30 } } },
  reservation: 'active',
  order: { units: 2, total: 1_800, paidBy: 'carol' },
  refusal: 6,
  note: { wrap: { colour: 'red' } },
  balance: Number.MAX_SAFE_INTEGER - 1_800,
  available: 6,
  movements: 1,
};

describe('A client that is generated from openapi.json compiles strictly, and makes the tour:', () => {
  const bin = join(ROOT, 'node_modules/.bin');

  it(
    'by openapi-typescript',
    async () => {
      await run(join(bin, 'openapi-typescript'), DOCUMENT, '-o', 'schema.d.ts');
      expect(await tour('openapi-typescript')).toEqual(SEEN);
    },
    WITHIN_MS,
  );

  it(
    'by hey-api',
    async () => {
      await run(join(bin, 'openapi-ts'), '-i', DOCUMENT, '-o', 'generated', '-c', '@hey-api/client-fetch');
      expect(await tour('hey-api')).toEqual(SEEN);
    },
    WITHIN_MS,
  );

  it(
    'by orval',
    async () => {
      const output = { target: 'generated.ts', client: 'fetch', baseUrl: service.url };
      const config = { shop: { input: DOCUMENT, output } };
      writeFileSync(join(folder, 'orval.config.js'), `module.exports = ${JSON.stringify(config)};`);
      await run(join(bin, 'orval'), '--config', 'orval.config.js');
      expect(await tour('orval')).toEqual(SEEN);
    },
    WITHIN_MS,
  );
});
