import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addKey } from '../../src/platform/http/auth/write-keys';
import { Scope } from '../../src/platform/http/auth/scopes';
import { TestRedis } from '../../test/support/redis-server';
import { sleep } from '../../test/support/time';
import { untilExit } from './leave-nothing';
import { Target } from './load';
import { requireWrk, Unready } from './tools';

const ROOT = join(__dirname, '..', '..');
const START_MS = 20_000;

/** The product as production runs it, and the key of a team that may read and write in the store `main`. */
export interface Service extends Required<Target> {
  pid: number;
  /** May do anything; not what the load is sent with. */
  admin: Required<Target>;
  stop(): Promise<void>;
}

/**
 * dist/main.js in a process of its own: keys, validation, metrics and a line of log per request, written to a file. Another
 * version where its folder is given, in which it is built.
 */
export async function startService(
  redis: TestRedis,
  settings: Record<string, string> = {},
  root = ROOT,
): Promise<Service> {
  // Known now rather than when all has been built and started.
  requireWrk();
  if (root === ROOT) buildOnce();
  const folder = mkdtempSync(join(tmpdir(), 'ch-bench-'));
  const keys = join(folder, 'keys.json');
  const key = addKey(keys, { name: 'team', scopes: SCOPES_OF_TEAM, stores: ['main'] });
  const adminKey = addKey(keys, { name: 'admin', scopes: ['admin'], stores: ['*'] });
  const log = join(folder, 'log');
  const own = { PORT: '0', REDIS_URL: redis.url, API_KEYS_FILE: keys, LOG_LEVEL: 'info', ...settings };
  const child = spawnService({ root, folder, log }, own);
  const leave = untilExit(() => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    if (child.exitCode === null && child.signalCode === null)
      await new Promise((done) => child.once('exit', done));
    leave();
  };
  const url = await addressIn(log, child);
  return { url, key, pid: child.pid!, admin: { url, key: adminKey }, stop };
}

/** Those that the load needs, which every version knows. */
const SCOPES_OF_TEAM = ['inventory', 'ledger', 'prices', 'carts', 'orders'].flatMap((domain) => [
  `${domain}:read` as Scope,
  `${domain}:write` as Scope,
]);

/** As `npm start` does, in a folder that is empty but for the keys: no .env of the working tree has a say. */
function spawnService(
  { root, folder, log }: { root: string; folder: string; log: string },
  settings: Record<string, string>,
): ChildProcess {
  const output = openSync(log, 'a');
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Package;
  const [, ...args] = scripts.start.split(' ');
  const child = spawn(process.execPath, [...args.slice(0, -1), join(root, args.at(-1)!)], {
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...settings },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  return child;
}

interface Package {
  scripts: { start: string };
}

async function addressIn(log: string, child: ChildProcess): Promise<string> {
  const deadline = performance.now() + START_MS;
  while (child.exitCode === null && performance.now() < deadline) {
    const [, url] = /Countinghouse is at (http:\/\/\S+?),/.exec(readFileSync(log, 'utf8')) ?? [];
    if (url) return url;
    await sleep(20);
  }
  throw new Unready(`The service did not start: ${readFileSync(log, 'utf8').slice(-2000)}`);
}

let built = false;

/** Builds once, so that a bench measures the current sources. */
function buildOnce(): void {
  if (built) return;
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) throw new Unready('dist could not be built: npm run build says why');
  built = true;
}
