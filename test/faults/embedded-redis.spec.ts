import { spawn, spawnSync, ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { EmbeddedRedis, EmbeddedRedisAddress } from '../../src/platform/embedded-redis/embedded-redis';
import { serverProgram } from '../support/redis-programs';

const ROOT = join(__dirname, '../..');

let home: string;
let dataDir: string;
let log: string[];
let opened: EmbeddedRedis[];
let owners: ChildProcess[];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'embedded-redis-'));
  dataDir = join(home, 'data');
  log = [];
  opened = [];
  owners = [];
});

afterEach(async () => {
  await Promise.all(opened.map((redis) => redis.stop()));
  await Promise.all(owners.map((owner) => end(owner)));
  const strays = serversBelow(home);
  strays.forEach((pid) => process.kill(pid, 'SIGKILL'));
  rmSync(home, { recursive: true, force: true });
  expect(strays).toEqual([]);
});

describe('start and stop', () => {
  it('listens on a private unix socket only, in a private folder', async () => {
    const { socketPath, adopted, pid } = await embedded().start();

    expect({ socketPath, adopted }).toEqual({ socketPath: join(dataDir, 'redis.sock'), adopted: false });
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(statSync(socketPath).mode & 0o777).toBe(0o700);
    await withClient(socketPath, async (client) => {
      expect(await client.info('server')).toContain(`process_id:${pid}\r\n`);
      for (const [name, value] of [
        ['port', '0'],
        ['appendonly', 'yes'],
        ['appendfsync', 'always'],
        ['maxmemory-policy', 'noeviction'],
        ['save', ''],
        ['dir', dataDir],
      ] as const) {
        expect(await client.config('GET', name)).toEqual([name, value]);
      }
    });
  });

  it('keeps the data over a stop and a start, and leaves nothing else behind', async () => {
    const first = embedded();
    const { socketPath, pid } = await first.start();
    await withClient(socketPath, (client) => client.set('sku', 'kept'));
    await Promise.all([first.stop(), first.stop()]);
    expect(isAlive(pid)).toBe(false);
    expect(readdirSync(dataDir).sort()).toEqual(['appendonlydir', 'redis.log']);

    await embedded().start();
    expect(await withClient(socketPath, (client) => client.get('sku'))).toBe('kept');
  });

  it('leaves no server behind when it is stopped while it starts', async () => {
    for (const ms of [0, 20, 60]) {
      const redis = embedded();
      const start = redis.start();
      start.catch(() => undefined);
      await sleep(ms);
      await redis.stop();
      await start.catch((error: Error) => expect(error.message).toMatch(/^The embedded Redis was stopped/));
      expect(serversBelow(home)).toEqual([]);
      expect(existsSync(join(dataDir, 'service.pid'))).toBe(false);
    }
  });

  it('takes a data folder whose path is too long for a socket', async () => {
    dataDir = join(home, 'd'.repeat(120), 'it\'s a "folder"');
    const first = embedded();
    const { socketPath } = await first.start();
    expect(Buffer.byteLength(socketPath)).toBeLessThan(104);
    await withClient(socketPath, (client) => client.set('sku', 'kept'));
    await first.stop();
    expect(existsSync(socketPath)).toBe(false);

    const again = await embedded().start();
    expect(again.socketPath).toBe(socketPath);
    expect(await withClient(socketPath, (client) => client.get('sku'))).toBe('kept');
  });

  it('lets a process end that has stopped it', async () => {
    const owner = await ownerProcess();
    owner.process.kill('SIGTERM');
    expect(await once(owner.process, 'exit')).toEqual([0, null]);
    expect(serversBelow(home)).toEqual([]);
  });
});

describe('when redis-server is killed', () => {
  it('starts it again with every acknowledged write', async () => {
    const { socketPath, pid } = await embedded().start();
    let acknowledged = 0;
    await withClient(socketPath, async (client) => {
      setTimeout(() => process.kill(pid, 'SIGKILL'), 100);
      for (;;) acknowledged = await client.incr('stock');
    }).catch(() => undefined);

    const stock = await eventually(() => withClient(socketPath, (client) => client.get('stock')));
    // One more may have been written whose reply was lost.
    expect([acknowledged, acknowledged + 1]).toContain(Number(stock));
    expect(acknowledged).toBeGreaterThan(0);
    expect(log).toEqual([`Redis (pid ${pid}) was killed by SIGKILL. Starting it again.`]);
  });

  it('does not give up while the restart fails', async () => {
    const { socketPath, pid } = await embedded().start();
    await withClient(socketPath, (client) => client.set('sku', 'kept'));
    const manifest = join(dataDir, 'appendonlydir/appendonly.aof.manifest');
    const intact = readFileSync(manifest);
    writeFileSync(manifest, 'nonsense\n');
    process.kill(pid, 'SIGKILL');
    await eventually(() => log.some((line) => /^Redis did not start .* in 200 ms\.$/.test(line)));

    writeFileSync(manifest, intact);
    expect(await eventually(() => withClient(socketPath, (client) => client.get('sku')))).toBe('kept');
  });

  it('can be stopped while the restart fails', async () => {
    const redis = embedded();
    const { pid } = await redis.start();
    writeFileSync(join(dataDir, 'appendonlydir/appendonly.aof.manifest'), 'nonsense\n');
    process.kill(pid, 'SIGKILL');
    await eventually(() => log.length > 1);
    await redis.stop();
    const lines = log.length;
    await sleep(300);
    expect(log).toHaveLength(lines);
    expect(readdirSync(dataDir).sort()).toEqual(['appendonlydir', 'redis.log']);
  });
});

describe('when the service is killed', () => {
  it('adopts the server that it left behind, and keeps that one alive too', async () => {
    const crashed = await ownerProcess();
    await withClient(crashed.address.socketPath, (client) => client.set('sku', 'kept'));
    await end(crashed.process, 'SIGKILL');

    const redis = embedded('everysec');
    const { socketPath, adopted, pid } = await redis.start();
    expect({ adopted, pid }).toEqual({ adopted: true, pid: crashed.address.pid });
    expect(await withClient(socketPath, (client) => client.config('GET', 'appendfsync'))).toEqual([
      'appendfsync',
      'everysec',
    ]);

    process.kill(pid, 'SIGKILL');
    expect(await eventually(() => withClient(socketPath, (client) => client.get('sku')))).toBe('kept');
    // A slow machine may find the new server while it still reads its files, and say so.
    expect(log.filter((line) => !line.endsWith('is loading its data: waiting for it'))).toEqual([
      `Redis (pid ${pid}) is gone. Starting it again.`,
    ]);
  });

  it('stops the adopted server in the end', async () => {
    const crashed = await ownerProcess();
    await end(crashed.process, 'SIGKILL');
    const redis = embedded();
    await redis.start();
    await redis.stop();
    expect(isAlive(crashed.address.pid)).toBe(false);
  });

  it('starts a server of its own when both are dead', async () => {
    const crashed = await ownerProcess();
    await withClient(crashed.address.socketPath, (client) => client.set('sku', 'kept'));
    await end(crashed.process, 'SIGKILL');
    process.kill(crashed.address.pid, 'SIGKILL');
    await eventually(() => !isAlive(crashed.address.pid));

    const { socketPath, adopted } = await embedded().start();
    expect(adopted).toBe(false);
    expect(await withClient(socketPath, (client) => client.get('sku'))).toBe('kept');
  });

  it('stops a server that lost its socket before it starts another on the same files', async () => {
    const crashed = await ownerProcess();
    await withClient(crashed.address.socketPath, (client) => client.set('sku', 'kept'));
    await end(crashed.process, 'SIGKILL');
    rmSync(crashed.address.socketPath);

    const { socketPath, adopted } = await embedded().start();
    expect(adopted).toBe(false);
    expect(isAlive(crashed.address.pid)).toBe(false);
    expect(await withClient(socketPath, (client) => client.get('sku'))).toBe('kept');
  });

  it('waits for a server that is still shutting down', async () => {
    const crashed = await ownerProcess();
    await withClient(crashed.address.socketPath, (client) => client.set('sku', 'kept'));
    await end(crashed.process, 'SIGKILL');
    // A stopped process accepts connections and answers nothing, like one that writes its last data out.
    process.kill(crashed.address.pid, 'SIGSTOP');
    process.kill(crashed.address.pid, 'SIGTERM');
    const starting = embedded().start();
    await eventually(() => log.length > 0);
    process.kill(crashed.address.pid, 'SIGCONT');

    const { socketPath } = await starting;
    expect(log[0]).toBe(`A Redis at ${socketPath} is busy or shutting down: waiting for it`);
    // It may have answered once more before it left; then it was adopted, and replaced.
    await eventually(() => !isAlive(crashed.address.pid));
    expect(await eventually(() => withClient(socketPath, (client) => client.get('sku')))).toBe('kept');
  });
});

describe('the lock', () => {
  it('refuses a second service on the same folder and names the first', async () => {
    const owner = await ownerProcess();
    await expect(embedded().start()).rejects.toThrow(
      new RegExp(
        `^DATA_DIR ${dataDir} is in use by the service with pid ${owner.process.pid}: stop that one .*, or set DATA_DIR to another folder\\..*$`,
      ),
    );
    expect(await withClient(owner.address.socketPath, (client) => client.ping())).toBe('PONG');
  });

  it('refuses a second owner in the same process', async () => {
    const { socketPath } = await embedded().start();
    await expect(embedded().start()).rejects.toThrow(`is in use by the service with pid ${process.pid}`);
    expect(await withClient(socketPath, (client) => client.ping())).toBe('PONG');
  });

  it('lets one of many that start at once in', async () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'service.pid'), '999999999\nstart=1\n');
    const results = await Promise.all(Array.from({ length: 4 }, () => startOwner().result));
    expect(results.filter((result) => 'error' in result)).toHaveLength(3);
  });

  it.each([
    ['a dead process', '999999999\nstart=1\n'],
    ['a process that is younger than the lock', `${process.ppid}\nstart=1\n`],
    ['this very pid, from an earlier life', `${process.pid}\nstart=1\n`],
    ['nobody, after a crash in the middle of writing', ''],
  ])('is taken over from %s', async (_, content) => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'service.pid'), content);
    await embedded().start();
    expect(readFileSync(join(dataDir, 'service.pid'), 'utf8')).toMatch(
      new RegExp(`^${process.pid}\nstart=\\d+\n$`),
    );
  });
});

describe('one clear line when it cannot start', () => {
  it('for a missing redis-server', async () => {
    expect(await startOwner({ PATH: join(home, 'empty') }).result).toEqual({
      error: expect.stringMatching(
        /^No Redis 7 or later was found \(looked for redis-server and valkey-server on PATH and in .*\): run node scripts\/ensure-redis\.mjs, or set REDIS_URL .*\.$/,
      ),
    });
    expect(readdirSync(dataDir)).not.toContain('service.pid');
  });

  it('for a redis-server that is too old', async () => {
    const bin = fakeProgram('redis-server', 'echo Redis server v=6.0.16 sha=00000000:0');
    expect(await startOwner({ PATH: bin }).result).toEqual({
      error: expect.stringContaining('; redis-server is only version 6.0.16): '),
    });
  });

  it('for a data folder below a file', async () => {
    writeFileSync(join(home, 'file'), '');
    dataDir = join(home, 'file', 'data');
    await expect(embedded().start()).rejects.toThrow(
      `DATA_DIR ${dataDir} cannot be used (ENOTDIR): a part of the path is a file, set DATA_DIR to a folder.`,
    );
  });

  it('for an append-only file that is damaged in the middle', async () => {
    const first = embedded();
    const { socketPath } = await first.start();
    await withClient(socketPath, async (client) => {
      for (let i = 0; i < 20; i++) await client.set(`sku:${i}`, 'kept');
    });
    await first.stop();
    damage(join(dataDir, 'appendonlydir/appendonly.aof.1.incr.aof'));

    await expect(embedded().start()).rejects.toThrow(
      'Redis did not start (Bad file format reading the append only file appendonly.aof.1.incr.aof): ' +
        `the append-only file is damaged; copy ${dataDir} away, then run redis-check-aof --fix ` +
        `'${dataDir}/appendonlydir/appendonly.aof.manifest', which cuts off everything after the damage.`,
    );
    expect(existsSync(join(dataDir, 'service.pid'))).toBe(false);
  });

  it('not for an append-only file that a crash cut off', async () => {
    const first = embedded();
    const { socketPath } = await first.start();
    await withClient(socketPath, (client) => client.set('sku', 'kept'));
    await first.stop();
    writeFileSync(join(dataDir, 'appendonlydir/appendonly.aof.1.incr.aof'), '*3\r\n$3\r\nSET\r\n$3', {
      flag: 'a',
    });

    await embedded().start();
    expect(await withClient(socketPath, (client) => client.get('sku'))).toBe('kept');
  });

  it('for a socket that serves another folder', async () => {
    const other = join(home, 'other');
    mkdirSync(other);
    mkdirSync(dataDir);
    const server = spawn(serverProgram(), ['--port', '0', '--unixsocket', join(dataDir, 'redis.sock')], {
      cwd: other,
    });
    await eventually(() => withClient(join(dataDir, 'redis.sock'), (client) => client.ping()));

    await expect(embedded().start()).rejects.toThrow(
      `The Redis at ${dataDir}/redis.sock serves ${other}: stop it, or set DATA_DIR to another folder than ${dataDir}.`,
    );
    expect(server.exitCode).toBeNull();
    server.kill();
    await once(server, 'exit');
  });
});

describe('scripts/ensure-redis.mjs', () => {
  it.each([
    ['redis-server is found', {}],
    ['REDIS_URL is set', { PATH: '/nowhere', REDIS_URL: 'redis://elsewhere:6379' }],
    ['REDIS_CLUSTER_NODES is set', { PATH: '/nowhere', REDIS_CLUSTER_NODES: 'elsewhere:7000' }],
  ])('says and does nothing when %s', (_, environment) => {
    expect(ensureRedis(environment)).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('obeys a REDIS_URL in .env', () => {
    writeFileSync(join(home, '.env'), 'REDIS_URL=redis://elsewhere:6379\n');
    expect(ensureRedis({ PATH: '/nowhere' })).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('misses what the service misses, and says in one line what to install', () => {
    expect(ensureRedis({ PATH: '/nowhere' })).toEqual({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(
        /^Redis 7 or later is needed: install redis-server or valkey-server .*, or set REDIS_URL\.\n$/,
      ),
    });
  });

  it('installs it with apt-get and says so in one line', () => {
    const installed = fakeProgram('later', 'echo Redis server v=7.0.15 sha=00000000:0');
    const bin = fakeProgram(
      'apt-get',
      `echo "$RUNLEVEL $*" >> ${home}/apt; case "$*" in *install*) /bin/ln -s ${installed}/later ${home}/bin/redis-server;; esac`,
    );
    symlinkSync('/usr/bin/env', join(bin, 'env'));

    expect(ensureRedis({ PATH: bin })).toEqual({
      status: 0,
      stdout: 'No Redis 7 or later found: installing it with apt-get ... done (redis-server).\n',
      stderr: '',
    });
    expect(readFileSync(join(home, 'apt'), 'utf8').split('\n').slice(1, 3)).toEqual([
      '1 -o DPkg::Lock::Timeout=60 update',
      '1 -o DPkg::Lock::Timeout=60 install -y --no-install-recommends redis-server',
    ]);
  });

  it('passes on why apt-get failed', () => {
    const bin = fakeProgram(
      'apt-get',
      'case "$*" in *install*) echo "E: Unable to locate package redis-server" >&2; exit 100;; esac',
    );
    symlinkSync('/usr/bin/env', join(bin, 'env'));
    const { status, stderr } = ensureRedis({ PATH: bin });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^Redis 7 or later is needed \(E: Unable to locate package redis-server\): install [^\n]*\n$/,
    );
  });
});

function embedded(appendFsync: 'always' | 'everysec' = 'always'): EmbeddedRedis {
  const redis = new EmbeddedRedis({ dataDir, appendFsync, log: (line) => log.push(line) });
  opened.push(redis);
  return redis;
}

/** A service in a process of its own, that a test may kill. */
function startOwner(environment: NodeJS.ProcessEnv = {}) {
  const args = [
    '-r',
    join(ROOT, 'test/support/swc-register.js'),
    join(ROOT, 'test/support/embedded-redis-owner.ts'),
    dataDir,
  ];
  const owner = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  owners.push(owner);
  const result = once(owner.stdout, 'data').then(
    ([line]) => JSON.parse(String(line)) as EmbeddedRedisAddress | { error: string },
  );
  return { process: owner, result };
}

async function ownerProcess(): Promise<{ process: ChildProcess; address: EmbeddedRedisAddress }> {
  const owner = startOwner();
  const result = await owner.result;
  if ('error' in result) throw new Error(result.error);
  return { process: owner.process, address: result };
}

async function end(owner: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (owner.exitCode !== null || owner.signalCode !== null) return;
  owner.kill(signal);
  await once(owner, 'exit');
}

async function withClient<T>(path: string, use: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis({ path, lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await use(client);
  } finally {
    if (client.status !== 'end') client.disconnect();
  }
}

/** Asks until it gets an answer; a rejection counts as "not yet". */
async function eventually<T>(ask: () => T | Promise<T>): Promise<T> {
  for (const deadline = Date.now() + 10_000; ; await sleep(50)) {
    const answer = await Promise.resolve()
      .then(ask)
      .catch(() => undefined);
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`Waited in vain. Log so far:\n${log.join('\n')}`);
  }
}

/** By working directory, so that a server whose socket lies elsewhere is found too. */
function serversBelow(folder: string): number[] {
  return pgrep('-f', '(redis|valkey)-server').filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
    } catch {
      return false;
    }
  });
}

function pgrep(...args: string[]): number[] {
  const { stdout } = spawnSync('pgrep', args, { encoding: 'utf8' });
  return stdout.trim().split('\n').filter(Boolean).map(Number);
}

/** A process that was killed but not reaped yet still has a pid; it has no state but Z. */
function isAlive(pid: number): boolean {
  return (
    spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
      .stdout.trim()
      .replace(/^Z.*/, '') !== ''
  );
}

function damage(file: string): void {
  const bytes = readFileSync(file);
  const middle = Math.floor(bytes.length / 2);
  bytes.fill('X', middle, middle + 40);
  writeFileSync(file, bytes);
}

/** Returns the folder, to be used as PATH. */
function fakeProgram(name: string, script: string): string {
  const bin = join(home, name === 'later' ? 'later' : 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return bin;
}

function ensureRedis(environment: NodeJS.ProcessEnv) {
  const env = { PATH: process.env.PATH, ...environment };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/ensure-redis.mjs')], {
    cwd: home,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
