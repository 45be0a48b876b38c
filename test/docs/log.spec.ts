import { join } from 'node:path';
import { CuttingProxy } from '../support/cutting-proxy';
import { eventually } from '../support/eventually';
import { Keys } from '../support/keys';
import { causeOf, logLine, logLines } from '../support/log-lines';
import { useWorkers } from '../support/use-workers';

/** Statements of docs/operations.md about the log; test/faults/told-in-the-log.spec.ts has a 500, test/e2e each call. */
const the = useWorkers();

describe('docs/operations.md: the log', () => {
  it('has the pid of its worker in each line', async () => {
    const service = await the.start();
    await the.getOften('/v1/stores', 20);
    await the.redis.client.set('ch:{main}:prices', 'no hash');
    const { body } = await the.get('/v1/stores/main/prices/TEE').expect(500);
    await the.redis.client.del('ch:{main}:prices');
    const { pid } = await causeOf(service, body.requestId as string);
    const answered = await logLine(
      service,
      (line) => line.msg === 'request' && line.reqId === body.requestId,
    );
    expect(answered).toMatchObject({
      pid,
      status: 500,
      code: 'STORE_CORRUPTED',
      store: 'main',
      method: 'GET',
    });
    expect(new Set(logLines(service).map((line) => line.pid))).toEqual(new Set(the.pids));
  });

  it('has a line of each worker when API_KEYS_FILE changes', async () => {
    const keys = new Keys();
    const service = await the.start({ API_KEYS_FILE: keys.file });
    keys.add('shop', ['inventory:read']);
    await eventually(async () => {
      const told = logLines(service).filter(({ msg }) => msg.startsWith('API keys read again: 1'));
      expect(told.map(({ pid }) => pid).sort()).toEqual([...the.pids].sort());
    });
    keys.remove();
  });

  it('says that the other end of a connection has not said a word', async () => {
    const proxy = await CuttingProxy.before(the.redis.path);
    const service = await the.start({ REDIS_URL: proxy.url, SWEEP_INTERVAL_MS: '3600000' });
    try {
      proxy.fallSilent();
      const call = the.get('/v1/stores/main').then(({ body }) => body as object);
      await service.hears(/has not said a word for \d+ ms: connecting anew/);
      expect(await call).toMatchObject({ code: 'STORE_UNAVAILABLE', outcome: 'unknown' });
    } finally {
      proxy.speak();
      await proxy.stop();
    }
  });

  it('has the stack of a rejection that nothing handled, at level 50', async () => {
    const NODE_OPTIONS = `--require ${join(__dirname, '../support/trouble.js')}`;
    const service = await the.start({ NODE_OPTIONS });
    service.signal('SIGUSR2');
    const line = await logLine(service, ({ msg }) => msg.startsWith('A rejection that nothing handled: '));
    expect(line).toMatchObject({ level: 50, pid: expect.any(Number), time: expect.any(Number) });
    expect(line.msg).toMatch(/\n {4}at .*trouble\.js:\d+/);
  });
});
