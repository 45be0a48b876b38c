import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreCalls } from '../support/house';
import { Keys } from '../support/keys';
import { seen } from '../support/mutations';
import { useHouse } from '../support/use-house';

/** A call as commit 36de2c5 answered it, and the record that it left in Redis. */
interface Recorded {
  title: string;
  store: string;
  method: 'post' | 'put' | 'patch' | 'delete';
  path: string;
  body?: string;
  headers?: Record<string, string>;
  key: string;
  /** In base64. */
  record: string;
  answer: Record<string, unknown>;
  /** What of the store is needed for the answer, by key and field. */
  hashes?: Record<string, Record<string, string>>;
}

const recorded: Recorded[] = JSON.parse(
  readFileSync(join(__dirname, '../support/recorded/operations-of-36de2c5.json'), 'utf8'),
);

const keys = new Keys();
const till = keys.add('till', ['admin']);
afterAll(() => keys.remove());

describe.each([
  ['by an open service', undefined],
  ['to a named caller', till],
])('what 36de2c5 recorded is replayed %s', (_, apiKey) => {
  const the = useHouse(apiKey === undefined ? {} : { API_KEYS_FILE: keys.file });

  /** The store as it was left, as far as the answer needs it. */
  async function restore({ store, key, record, hashes = {} }: Recorded): Promise<StoreCalls> {
    const { client } = the.house.redis;
    await client.flushall();
    const calls = the.house.calls(store, apiKey);
    await calls.put('', { currency: 'USD' }).expect(201);
    await client.set(`ch:{${store}}:operation:${key}`, Buffer.from(record, 'base64'), 'EX', 600);
    for (const [name, fields] of Object.entries(hashes)) await client.hset(`ch:{${store}}:${name}`, fields);
    return calls;
  }

  function repeat(calls: StoreCalls, { method, path, body, headers, key }: Recorded) {
    const request = calls.send(method, path).set({ 'Idempotency-Key': key, ...headers });
    return body === undefined ? request : request.type('json').send(body);
  }

  it.each(recorded)('$title', async (call) => {
    const replay = await repeat(await restore(call), call);
    expect(replay.headers['idempotent-replayed']).toBe('true');
    // Its answers named no address; every 201 does now, also one that is replayed.
    const { location, ...answer } = JSON.parse(JSON.stringify(seen(replay)));
    expect({ ...answer, ...(call.answer.location ? { location } : {}) }).toEqual(call.answer);
    if (replay.status === 201) expect(location).toMatch(/^\/v1\/stores\//);
  });

  it('without an id where two reversals cannot be told apart', async () => {
    const call = recorded.find(({ title }) => title === 'reverseTransfer')!;
    const calls = await restore(call);
    const { id } = JSON.parse(call.answer.text as string);
    const { accounts, transfers, entries } = call.hashes!;
    const key = (name: string): string => `ch:{${call.store}}:${name}`;
    const { client } = the.house.redis;
    const fields = accounts!.bob!.split(' ');
    const [last, next] = [`bob/${fields[4]}`, Number(fields[4]) + 1];
    await client.hset(key('accounts'), 'bob', fields.with(4, String(next)).join(' '));
    await client.hset(key('entries'), `bob/${next}`, entries![last]!.replace(id, 'twin'));
    await client.hset(key('transfers'), 'twin', transfers![id]!);
    const { body } = await repeat(calls, call).expect(201);
    expect(body).toEqual({ ...JSON.parse(call.answer.text as string), id: '' });
  });

  it('and refused to another request under its key', async () => {
    const call = recorded.find(({ title }) => title === 'deductStock')!;
    const refused = await repeat(await restore(call), { ...call, body: '{"quantity":1}' });
    expect(refused.status).toBe(422);
    expect(refused.body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});
