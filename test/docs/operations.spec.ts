import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import supertest from 'supertest';
import { causeOf } from '../support/log-lines';
import { withRedisNames } from '../support/redis-programs';
import { startRedis } from '../support/redis-server';
import { Service } from '../support/service';

const ROOT = join(__dirname, '../..');
const manual = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8');
const ITEM = '/v1/stores/main/inventory/items/TEE';

/** The commands under a heading, block by block. */
function commandsOf(heading: string): string[] {
  const from = manual.indexOf(`\n## ${heading}\n`);
  const section = manual.slice(from, manual.indexOf('\n## ', from + 1));
  return [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, commands]) => commands!);
}

const names = withRedisNames();
afterAll(() => names.remove());

let folder: string;
let service: Service;

/** Runs commands of the page in the folder that holds `data`, and returns what they say. */
async function run(commands: string): Promise<string> {
  const script = commands.replaceAll('http://127.0.0.1:3000', service.url);
  const { stdout } = await promisify(execFile)('bash', ['-ec', script], {
    cwd: folder,
    env: names.env,
    timeout: 20_000,
  });
  return stdout;
}

const start = async (): Promise<void> => {
  service = await Service.start({ DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'info' });
};

const receive = (delta: number, key: string) =>
  supertest(service.url)
    .post(`${ITEM}/adjustments`)
    .set('Idempotency-Key', key)
    .send({ delta, reason: 'received' })
    .expect(201);

const onHand = async (): Promise<number> =>
  (await supertest(service.url).get(ITEM).expect(200)).body.onHand as number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ch-ops-'));
  await start();
  await receive(100, 'before');
});
afterEach(async () => {
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('docs/operations.md', () => {
  const [prepare, copy, snapshot] = commandsOf('Backup') as [string, string, string];
  const [unpack, audits, load, leave] = commandsOf('Restore') as [string, string, string, string];
  const socket = prepare.split('\n', 1)[0]!;

  it('backs up the append-only file and restores it, with its idempotency records', async () => {
    expect(await run(prepare)).toContain('aof_rewrite_in_progress:0');
    await run(`${socket}\n${copy}`);
    await receive(7, 'after');
    await service.stop();
    await run(unpack);
    await start();
    expect(await onHand()).toBe(100);
    expect((await receive(100, 'before')).headers['idempotent-replayed']).toBe('true');
    expect(await run(audits)).toMatch(/"drift":\[\].*"balanced":true/s);
  });

  it('takes a snapshot and restores it', async () => {
    await run(`${socket}\n${snapshot}`);
    await receive(7, 'after');
    await service.stop();
    // The server is left running between the blocks, so its output must not be waited for.
    const detached = load.replace('--daemonize yes', '--daemonize yes --logfile restore.log > /dev/null');
    await run(detached.replace(/(SET appendonly yes)/, '$1\nsleep 1'));
    expect(await run(`cd data\nredis-cli -s restore.sock INFO persistence`)).toContain('aof_enabled:1');
    await run(`cd data\n${leave}`.replace('NOSAVE', 'NOSAVE || true'));
    await start();
    expect(await onHand()).toBe(100);
    expect((await receive(100, 'before')).headers['idempotent-replayed']).toBe('true');
  });

  const [upgrade, lower] = commandsOf('Upgrading') as [string, string];

  it('brings all records to their newest versions, beside the service', async () => {
    const env = { ...process.env, DATA_DIR: join(folder, 'data') };
    const { stdout } = await promisify(execFile)('bash', ['-ec', upgrade], { cwd: ROOT, env });
    expect(stdout).toMatch(/Every record is of its newest version\.\n$/);
    expect(await onHand()).toBe(100);
  });

  it('goes back from a newer format, once the stamp is lowered', async () => {
    await run(`${socket}\n${lower.replace(' 1 ', ' 1000000 ')}`);
    await service.stop();
    const { said, code } = await Service.fail({ DATA_DIR: join(folder, 'data') });
    expect(code).toBe(1);
    const [line] = /^Countinghouse did not start\. .*$/m.exec(manual)!;
    const shape = (text: string): string => text.replace(/format \d+|\d+\.\d+\.\d+|up to \d+/g, 'N');
    expect(shape(said.trim().split('\n').at(-1)!)).toBe(shape(line));

    const redis = await startRedis('--dir', join(folder, 'data'), '--appendonly', 'yes');
    await run(`SOCKET=${redis.path}\n${lower}`);
    const exited = new Promise((done) => redis.process.once('exit', done));
    redis.process.kill('SIGTERM');
    await exited;
    await redis.stop();
    await start();
    expect(await onHand()).toBe(100);
  });

  it('cuts the old part of a journal off', async () => {
    const [trim] = commandsOf('Sizing').slice(-1);
    const later = trim!.replace('1767225600000', String(Date.now() + 60_000)).replace("'~' ", '');
    expect(Number(await run(`${socket}\n${later}`))).toBeGreaterThan(0);
    expect((await supertest(service.url).get('/v1/stores/main/journal').expect(200)).body.items).toEqual([]);
    expect(await run(audits)).toMatch(/"drift":\[\].*"balanced":true/s);
  });

  describe('A 500 at 3 a.m.', () => {
    const [find, look, readBackup, putBack] = commandsOf('A 500 at 3 a.m.') as [
      string,
      string,
      string,
      string,
    ];
    const price = () => supertest(service.url).get('/v1/stores/main/prices/TEE');
    const [variables] = look.split('\n', 1);

    it('leads from the requestId to the damaged record, and to what it was when it was backed up', async () => {
      await supertest(service.url).put('/v1/stores/main/prices/TEE').send({ unitPrice: 700 }).expect(201);
      await run(prepare);
      await run(`${socket}\n${copy}`);
      await run(`${socket}\nredis-cli -s $SOCKET HSET 'ch:{main}:prices' TEE damaged`);
      const { requestId } = (await price().expect(500)).body as { requestId: string };
      await causeOf(service, requestId);
      writeFileSync(join(folder, 'countinghouse.log'), service.said);
      const found = JSON.parse(await run(find.replace(/\bID=\S+/, `ID=${requestId}`)));
      const [, script, file] = /`script` +\| `([^`]+)`[^]*?`lua` +\| `([^`:]+):\d+`/.exec(manual)!;
      expect(found).toMatchObject({ reqId: requestId, store: 'main', script });
      expect(found.lua.replace(/:\d+$/, '')).toBe(file);
      expect(variables).toBe(`KEY='${found.key}' FIELD=${found.field}`);
      expect(await run(`${socket}\n${look}`)).toBe('hash\ndamaged\n');
      // The server of the backup is left running between the blocks, so its output must not be waited for.
      const detached = readBackup.replace(
        '--daemonize yes',
        '--daemonize yes --logfile then.log > /dev/null',
      );
      expect(await run(`${variables}\n${detached}`)).toMatch(/^700\n$/);
      await run(`${socket}\n${variables}\n${putBack.replace('NOSAVE', 'NOSAVE || true')}`);
      expect((await price().expect(200)).body.unitPrice).toBe(700);
    });

    it('repairs stock with the audit', async () => {
      const [audit] = commandsOf('At 3 a.m.') as [string];
      await run(`${socket}\nredis-cli -s $SOCKET HSET 'ch:{main}:stock' TEE damaged`);
      await supertest(service.url).get(ITEM).expect(500);
      expect(await run(audit)).toMatch(/"drift":\[\{.*"repaired":true/s);
      expect(await onHand()).toBe(100);
    });
  });
});
