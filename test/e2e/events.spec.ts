import { get, IncomingMessage } from 'node:http';
import { EventReader } from '../support/event-reader';
import { eventually } from '../support/eventually';
import { Relay } from '../support/relay';
import { sleep } from '../support/time';
import { useStore } from '../support/use-house';

const TYPES = ['store.created', 'inventory.adjusted', 'inventory.deducted'];

const the = useStore();
let readers: EventReader[] = [];
let answers: IncomingMessage[] = [];

afterEach(() => {
  for (const reader of readers) reader.close();
  for (const answer of answers) answer.destroy();
  readers = [];
  answers = [];
});

const path = (query = ''): string => `/v1/stores/${the.store.name}/events${query}`;

/** A reader that is connected. */
async function follow(query = '', base = the.house.url): Promise<EventReader> {
  const reader = new EventReader(base + path(query), TYPES);
  readers.push(reader);
  await eventually(async () => expect(reader.isOpen).toBe(true));
  return reader;
}

/** The answer, which begins at once and does not end. */
async function open(query = '', headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const answer = await new Promise<IncomingMessage>((done) =>
    get(the.house.url + path(query), { headers }, done),
  );
  answers.push(answer);
  return answer;
}

async function journalIds(): Promise<string[]> {
  const { body } = await the.store.get('/journal?limit=200').expect(200);
  return body.items.map(({ id }: { id: string }) => id);
}

const receive = async (times: number): Promise<void> => {
  for (let i = 0; i < times; i++) await the.store.receive('TEE', 1);
};
const idsOf = ({ heard }: EventReader): string[] => heard.map(({ id }) => id);
const expectHeard = (reader: EventReader, ids: string[]): Promise<void> =>
  eventually(async () => expect(idsOf(reader)).toEqual(ids));

describe('GET …/events', () => {
  it('begins now, and sends each effect as the journal has it', async () => {
    await receive(2);
    const reader = await follow();
    await receive(3);
    const { body } = await the.store.get('/journal').expect(200);
    const expected = body.items.slice(3);
    await expectHeard(reader, expected.map(({ id }: { id: string }) => id)); // prettier-ignore
    expect(reader.heard.map(({ data }) => data)).toEqual(expected);
    expect(reader.heard.map(({ type }) => type)).toEqual(Array(3).fill('inventory.adjusted'));
  });

  it('begins behind a position, with what has happened since', async () => {
    await receive(250);
    const all = await (async () => {
      const first = await journalIds();
      const { body } = await the.store.get(`/journal?limit=200&after=${first.at(-1)}`).expect(200);
      return [...first, ...body.items.map(({ id }: { id: string }) => id)];
    })();
    const reader = await follow(`?after=${all[0]}`);
    await expectHeard(reader, all.slice(1));
    await receive(1);
    await eventually(async () => expect(reader.heard).toHaveLength(all.length));
  });

  it('goes on within the effects of one operation', async () => {
    const items = Array(20).fill({ sku: 'TEE', delta: 1, reason: 'received' });
    await the.store.post('/inventory/adjustments/batch', { items }).expect(200);
    const all = await journalIds();
    expect(all).toHaveLength(21);
    for (const at of [1, 5, 15, 16, 20])
      await expectHeard(await follow(`?after=${all[at]}`), all.slice(at + 1));
    const reader = await follow();
    await receive(1);
    await expectHeard(reader, [(await journalIds()).at(-1)!]);
  });

  it('sends the types that are asked for, and resumes behind those that are not', async () => {
    const reader = await follow('?types=inventory.deducted,store.created');
    await receive(1);
    await the.store.post('/inventory/items/TEE/deductions', { quantity: 1 }).expect(201);
    await receive(1);
    await eventually(async () =>
      expect(reader.heard.map(({ type }) => type)).toEqual(['inventory.deducted']),
    );
  });

  it('is resumed by a client library over cut connections, without loss or repetition', async () => {
    const relay = await Relay.to(Number(new URL(the.house.url).port));
    try {
      const before = await journalIds();
      // From a position, since this library keeps no id that comes without data (findings/event-ids-without-data.sh).
      const reader = await follow(`?after=${before.at(-1)}`, relay.url);
      for (let round = 0; round < 3; round++) {
        await receive(4);
        relay.cut();
        await receive(4);
      }
      const expected = (await journalIds()).slice(before.length);
      expect(expected).toHaveLength(24);
      // A library waits for some seconds before it connects anew.
      for (let i = 0; i < 4 && reader.heard.length < 24; i++)
        await expectHeard(reader, expected).catch(() => undefined);
      expect(idsOf(reader)).toEqual(expected);
    } finally {
      await relay.stop();
    }
  }, 60_000);

  it('tells a reader that has heard nothing yet where it stands', async () => {
    const [position] = await journalIds();
    const chunk = await (async () => {
      for await (const bytes of await open()) return String(bytes);
    })();
    expect(chunk).toBe(`:\nid: ${position}\n\n`);
  });

  it('takes Last-Event-ID before the parameter, which a reconnecting client sends as well', async () => {
    await receive(3);
    const ids = await journalIds();
    const answer = await open(`?after=${ids[0]}`, { 'last-event-id': ids[2]! });
    let text = '';
    answer.on('data', (bytes) => (text += String(bytes)));
    await eventually(async () => expect(text).toContain(`id: ${ids[3]}\n`));
    expect(text).not.toContain(`id: ${ids[1]}\n`);
  });

  it('answers as a stream that nothing on the way keeps or waits for', async () => {
    const { statusCode, headers } = await open();
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-accel-buffering']).toBe('no');
  });

  it.each([
    ['?after=now', '?after'],
    ['?after=1-1-0', '?after'],
    ['?types=inventory.deducted,order.eaten', '?types'],
    ['?types=', '?types'],
    ['?limit=3', '?limit'],
  ])('refuses %s', async (query, pointer) => {
    const { body } = await the.store.get(`/events${query}`).expect(400);
    expect(body.code).toBe('VALIDATION_FAILED');
    expect(body.errors[0].pointer).toBe(pointer);
  });

  it('refuses a Last-Event-ID that is none, and an unknown store', async () => {
    const { body } = await the.store.get('/events').set('Last-Event-ID', 'x').expect(400);
    expect(body.errors[0].pointer).toBe('Last-Event-ID');
    const unknown = await the.house.calls('nowhere').get('/events').expect(404);
    expect(unknown.body.code).toBe('STORE_NOT_FOUND');
  });

  it('refuses a position behind which effects are gone, with the oldest that is kept', async () => {
    await receive(5);
    const ids = await journalIds();
    await the.house.redis.client.xtrim(`ch:{${the.store.name}}:journal`, 'MAXLEN', 2);
    const { body } = await the.store.get(`/events?after=${ids[0]}`).expect(410);
    expect(body).toMatchObject({ code: 'POSITION_GONE', oldest: ids[4] });
  });

  it('ends for those whose place is cut away while they listen', async () => {
    const answer = await open();
    answer.resume();
    const ended = new Promise((done) => answer.once('end', done));
    await receive(1);
    await sleep(600);
    const { client } = the.house.redis;
    const key = `ch:{${the.store.name}}:journal`;
    // Effects that nobody has read yet are removed with those before them.
    const effect = ['o', 'x', 'store.created', '{"currency":"USD","timeZone":"UTC"}'] as const;
    await client.multi().xadd(key, '*', ...effect).xadd(key, '*', ...effect).xtrim(key, 'MAXLEN', 1).exec(); // prettier-ignore
    await ended;
  });
});
