import { get, IncomingMessage } from 'node:http';
import { House, StoreCalls } from '../support/house';
import { eventually } from '../support/eventually';
import { sleep } from '../support/time';

jest.setTimeout(60_000);

let house: House;
let store: StoreCalls;
let answers: IncomingMessage[] = [];

beforeEach(async () => {
  house = await House.open({ SWEEP_INTERVAL_MS: 3_600_000 });
  store = await house.store();
});
afterEach(async () => {
  for (const answer of answers) answer.destroy();
  answers = [];
  await house.close();
});

async function open(): Promise<IncomingMessage> {
  const url = `${house.url}/v1/stores/${store.name}/events`;
  const answer = await new Promise<IncomingMessage>((done) => get(url, { agent: false }, done));
  answers.push(answer);
  return answer;
}

async function calls(): Promise<number> {
  const stats = await house.redis.client.info('commandstats');
  return Number(/cmdstat_fcall(?:_ro)?:calls=(\d+)/.exec(stats)?.[1] ?? 0);
}

describe('streams of events', () => {
  it('cost one read of the journal a tick, however many there are', async () => {
    const heard: number[] = [];
    for (let i = 0; i < 500; i++) {
      const answer = await open();
      answer.on('data', (bytes) => {
        if (String(bytes).includes('inventory.adjusted')) heard.push(i);
      });
    }
    const [before, began] = [await calls(), performance.now()];
    await sleep(2_000);
    const ticks = (performance.now() - began) / 200;
    const reads = (await calls()) - before;
    expect(reads).toBeLessThanOrEqual(Math.ceil(ticks) + 1);
    expect(reads).toBeGreaterThan(1);
    await store.receive('TEE', 1);
    await eventually(async () => expect(new Set(heard).size).toBe(500));
    expect(heard).toHaveLength(500);
  });

  it('are read no more when nobody listens any more', async () => {
    (await open()).destroy();
    await sleep(600);
    const before = await calls();
    await sleep(800);
    expect(await calls()).toBe(before);
  });

  it('drop a reader that does not read, and keep the others', async () => {
    const [slow, quick] = [await open(), await open()];
    slow.pause();
    let bytes = 0;
    quick.on('data', (chunk: Buffer) => (bytes += chunk.length));
    const gone = new Promise((done) => slow.once('close', done));
    slow.on('error', () => undefined);
    const items = Array(500).fill({ sku: 'TEE', delta: 1, reason: 'received', reference: 'r'.repeat(200) });
    // More than the sockets of both sides hold.
    for (let i = 0; i < 80; i++) await store.post('/inventory/adjustments/batch', { items }).expect(200);
    const journal = 80 * 500;
    await eventually(async () => expect(bytes).toBeGreaterThan(journal * 300));
    slow.resume();
    await gone;
    expect(slow.complete).toBe(false);
    expect(quick.closed).toBe(false);
  });

  it('end when the service stops, which does not wait for them', async () => {
    const answer = await open();
    answer.resume();
    const ended = new Promise((done) => answer.once('end', done));
    const began = performance.now();
    await Promise.all([house.app.close(), ended]);
    expect(performance.now() - began).toBeLessThan(3_000);
  });
});
