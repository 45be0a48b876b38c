import { execFile, execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { useService } from '../support/use-service';

const ROOT = join(__dirname, '../..');

// The package is an ES module, which Jest does not load: programs of Node use it, as those of callers do.
describe('@countinghouse/client, against a service', () => {
  const service = useService();

  async function run(...args: string[]): Promise<string> {
    const env = { ...process.env, COUNTINGHOUSE_URL: service.url };
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
    return stdout;
  }

  it('passes its tests', async () => {
    const told = await run('--test', 'sdk/typescript/test/client.test.mjs').catch(
      (error: { stdout: string }) => error.stdout,
    );
    expect(told).toMatch(/pass [1-9]\d*\n/);
    expect(told).toMatch(/fail 0\n/);
  });

  it('makes the tour in README as it stands there', async () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const program = /```js\n(import [^]*?@countinghouse\/client[^]*?)```/.exec(readme)![1]!;
    const file = join(ROOT, 'sdk/typescript/test/.readme.mjs');
    writeFileSync(file, program);
    const told = await run(file).finally(() => rmSync(file));
    expect(told).toBe(/```text client\n([^]*?)```/.exec(readme)![1]!);
  });
});

it('has what openapi.json says: npm run docs has nothing to change in it', () => {
  const said = execFileSync(process.execPath, ['scripts/client.mjs', '--check'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(said).toBe('');
});

it('needs none of the sources of the service', () => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'sdk/typescript/package.json'), 'utf8'));
  expect(Object.keys(dependencies)).toEqual(['openapi-fetch']);
});
