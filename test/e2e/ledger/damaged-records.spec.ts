import { sleep } from '../../support/time';
import { useLedger } from './use-ledger';

const the = useLedger();

const key = (name: string): string => `ch:{${the.store.name}}:${name}`;

/** Writes over what stands at a place of a record. */
async function damage(hash: string, field: string, place: number, text: string): Promise<string> {
  const { client } = the.house.redis;
  const record = (await client.hget(key(hash), field))!;
  const damaged = record.slice(0, place) + text + record.slice(place + text.length);
  await client.hset(key(hash), field, damaged);
  return damaged;
}

beforeEach(async () => {
  await the.ledger.open('alice', 1000);
  await the.ledger.open('bob');
});

it.each([
  ['the time of its last entry', 0, '99x'],
  ['the day of its use', 28, 'day'],
])('an account moves no money where %s was damaged', async (_, place, text) => {
  const damaged = await damage('accounts', 'alice', place, text);
  const answer = await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 1 }).expect(500);
  expect(answer.body.code).toBe('STORE_CORRUPTED');
  expect(await the.house.redis.client.hget(key('accounts'), 'alice')).toBe(damaged);
});

it('a transfer that is pending, and of which something was posted, is not taken for one that lapsed', async () => {
  await the.ledger.transfer({ id: 'p', from: 'alice', to: 'bob', amount: 5, pending: { ttlSeconds: 1 } });
  const damaged = await damage('transfers', 'p', 8, '5');
  await sleep(1_100);
  await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 1 }).expect(201);
  expect(await the.house.redis.client.hget(key('transfers'), 'p')).toBe(damaged);
});
