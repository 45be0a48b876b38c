// Makes sure that there is a Redis for the service to start: `npm start` and `npm test` run this first.
// Silent when nothing is missing; otherwise one line that says what it did, or what is left to do.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/** Searches as src/platform/embedded-redis/redis-binary.ts does, which it cannot import: it runs before the build. */
const { names, folders, oldestMajor } = JSON.parse(
  readFileSync(new URL('./redis-binaries.json', import.meta.url), 'utf8'),
);

if (!usesRedisElsewhere() && !findServer()) install();

function usesRedisElsewhere() {
  const file = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
  const settings = { ...file, ...process.env };
  return Boolean(settings.REDIS_URL || settings.REDIS_CLUSTER_NODES);
}

function findServer() {
  return [...names, ...folders.flatMap((folder) => names.map((name) => join(folder, name)))].find(
    (candidate) => Number(/ v=(\d+)\./.exec(run([candidate, '--version']).stdout)?.[1]) >= oldestMajor,
  );
}

function install() {
  const installer = installerOfThisSystem();
  if (!installer) return giveUp('');
  process.stdout.write(`No Redis ${oldestMajor} or later found: installing it with ${installer.name} ... `);
  const results = installer.commands.map(run);
  installer.afterwards.forEach(run);
  const server = findServer();
  if (server) return console.log(`done (${server}).`);
  console.log('failed.');
  giveUp(
    results
      .flatMap(({ stderr }) => stderr.trim().split('\n'))
      .filter(Boolean)
      .at(-1) ?? '',
  );
}

function installerOfThisSystem() {
  if (process.platform === 'darwin' && run(['brew', '--version']).status === 0) {
    return { name: 'brew', commands: [['brew', 'install', 'redis']], afterwards: [] };
  }
  const root = process.getuid?.() === 0;
  if (run(['apt-get', '--version']).status !== 0 || (!root && run(['sudo', '-n', 'true']).status !== 0))
    return undefined;
  return aptGet(root ? [] : ['sudo', '-n']);
}

/**
 * The package starts a service of its own on port 6379, which nobody here uses. RUNLEVEL=1 talks sysvinit out of it;
 * systemd does not ask, so there the new service is disabled again. An update may fail for one bad source among many:
 * whether the installation then works is what counts.
 */
function aptGet(sudo) {
  const apt = [
    ...sudo,
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'RUNLEVEL=1',
    'apt-get',
    '-o',
    'DPkg::Lock::Timeout=60',
  ];
  const commands = [
    [...apt, 'update'],
    [...apt, 'install', '-y', '--no-install-recommends', 'redis-server'],
  ];
  const afterwards = existsSync('/run/systemd/system')
    ? [[...sudo, 'systemctl', 'disable', '--now', 'redis-server']]
    : [];
  return { name: 'apt-get', commands, afterwards };
}

function giveUp(reason) {
  console.error(
    `Redis ${oldestMajor} or later is needed${reason && ` (${reason})`}: install redis-server or valkey-server ` +
      'so that it is on PATH (https://redis.io/docs/latest/operate/oss_and_stack/install/), or set REDIS_URL.',
  );
  process.exitCode = 1;
}

/** Without a shell; a program that is not there is a result like any other. */
function run([program, ...args]) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { status, stdout: stdout ?? '', stderr: stderr ?? '' };
}
