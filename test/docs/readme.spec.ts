import { ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '..', '..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const tour = readme.slice(readme.indexOf('## Five minutes'), readme.indexOf('## How it works'));
const steps = [...tour.matchAll(/```sh\n([\s\S]*?)```\s*```json\n([\s\S]*?)```/g)].map(
  ([, command, answer]) => ({
    command: command!,
    answer: JSON.parse(answer!),
  }),
);

describe('README', () => {
  let service: ChildProcess;
  let dataDir: string;
  let url: string;

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'ch-readme-'));
    // As `npm start` runs it, with a redis-server of its own.
    const env = { ...process.env, REDIS_URL: '', REDIS_CLUSTER_NODES: '', PORT: '0', DATA_DIR: dataDir };
    service = spawn(process.execPath, [join(ROOT, 'dist/main.js')], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    url = await new Promise((resolve, reject) => {
      service.stdout!.on('data', (chunk: Buffer) => {
        const line = /Countinghouse is at (\S+),/.exec(chunk.toString());
        if (line) resolve(line[1]!);
      });
      service.once('exit', (code) => reject(new Error(`the service ended with ${code}`)));
    });
  });

  afterAll(async () => {
    const ended = new Promise((done) => service.once('exit', done));
    if (service.kill('SIGTERM')) await ended;
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('has a command before every answer that it shows', () => {
    expect(steps.length).toBe(tour.split('```json').length - 1);
    expect(steps.length).toBe(tour.split('```sh').length - 1);
    expect(steps.length).toBeGreaterThan(5);
  });

  it('shows commands that answer what it says', async () => {
    for (const { command, answer } of steps) {
      const { stdout } = await promisify(execFile)('bash', [
        '-c',
        command.replaceAll('http://127.0.0.1:3000', url),
      ]);
      expect(JSON.parse(stdout)).toEqual(withAnyText(answer));
    }
  });

  it('names only files that exist', () => {
    const files = [...readme.matchAll(/\]\(([^)#]+)\)/g)]
      .map((match) => match[1]!)
      .filter((f) => !f.includes('://'));
    for (const file of files) expect(() => readFileSync(join(ROOT, file))).not.toThrow(/ENOENT/);
  });
});

/** `…` in the README stands for any text. */
function withAnyText(value: unknown): unknown {
  if (value === '…') return expect.any(String);
  if (Array.isArray(value)) return value.map(withAnyText);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withAnyText(inner)]));
}
