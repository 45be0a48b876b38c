import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../..');
const WITHIN_MS = 280_000;

/** Words that a program says of the document; where it has findings, it fails too. */
async function sayingOf(program: string, ...args: string[]): Promise<string> {
  const path = join(ROOT, 'node_modules/.bin', program);
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const run = promisify(execFile)(path, args, { cwd: ROOT, env });
  const { stdout, stderr } = await run.catch((error: { stdout: string; stderr: string }) => error);
  return stdout + stderr;
}

describe('openapi.json', () => {
  it(
    'has nothing that Redocly finds',
    async () => {
      const said = await sayingOf('redocly', 'lint', 'openapi.json', '--format=stylish');
      expect(said).toContain('Your API description is valid. 🎉');
    },
    WITHIN_MS,
  );

  it(
    'has nothing that Spectral finds',
    async () => {
      const said = await sayingOf('spectral', 'lint', 'openapi.json', '--fail-severity=hint');
      expect(said).toContain('No results with a severity of');
    },
    WITHIN_MS,
  );
});
