import { Agent } from 'node:http';
import { documentedRoutes, DocumentedRoute } from '../support/api-document';
import { pathIn, Place, placesOf, routesWithBody } from '../support/documented-bodies';
import { useHouse } from '../support/use-house';
import { FuzzReply, send } from '../fuzz/client';

const the = useHouse();
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let store: string;

beforeAll(async () => {
  store = (await the.house.store()).name;
});
afterAll(() => agent.destroy());

const MAX_ANSWER_BYTES = 64_000;
/** Four times as much may cost this; nothing that grows with the square stays below it. */
const MOST_TIMES = 7;
/** The collector of garbage comes by now and then; what grows with the square costs seconds at these sizes. */
const NOISE_MS = 80;
const MOST_MS = 300;
const TRIES = 6;

const list = (n: number, item: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => item(i)).join(',');

/** A body that grows: `n` of something in one object, or a value as long as that. */
const GROWING: [name: string, most: number, make: (n: number) => string][] = [
  ['unknown names', 20_000, (n) => `{${list(n, (i) => `"n${i}":1`)}}`],
  ['one name again and again', 20_000, (n) => `{${list(n, () => '"a":1')}}`],
  ['digits of a number', 400_000, (n) => `{"a":${'9'.repeat(n)}}`],
  ['digits of a fraction', 400_000, (n) => `{"a":0.${'0'.repeat(n)}1e${n}}`],
  ['characters of a name', 400_000, (n) => `{"${'x'.repeat(n)}":1}`],
  ['names of control characters', 4_000, (n) => `{${list(n, (i) => `"${'\\u0001'.repeat(30)}${i}":1`)}}`],
  ['escapes in a text', 40_000, (n) => `{"a":"${'\\"\\\\'.repeat(n)}\\u0000"}`],
  ['numbers that are not exact', 20_000, (n) => `{"a":[${list(n, () => '1e400')}]}`],
  ['objects in a list', 20_000, (n) => `[${list(n, () => '{}')}]`],
  ['lists in a list', 20_000, (n) => `[${list(n, () => '[{}]')}]`],
  ['objects with unknown names', 2_000, (n) => `[${list(n, () => `{${list(20, (i) => `"n${i}":1`)}}`)}]`],
  ['objects in an object', 20_000, (n) => `{"a":{${list(n, (i) => `"n${i}":{}`)}}}`],
  ['levels', 400_000, (n) => `{"a":${'['.repeat(n)}${']'.repeat(n)}}`],
];

async function answerTo(route: DocumentedRoute, body: string): Promise<{ reply: FuzzReply; cpuMs: number }> {
  const request = {
    route,
    method: route.method.toUpperCase(),
    path: pathIn(store, route),
    headers: { 'content-type': 'application/json', 'idempotency-key': 'k', 'if-none-match': '*' },
    body: Buffer.from(body),
  };
  const before = process.cpuUsage();
  const reply = await send(Number(new URL(the.house.url).port), agent, request);
  const { user, system } = process.cpuUsage(before);
  return { reply, cpuMs: (user + system) / 1000 };
}

/** The fault in cost or answer, if there is one; tried again where the machine may have been at fault. */
async function faultOf(route: DocumentedRoute, small: string, large: string): Promise<string | undefined> {
  let [smallMs, largeMs] = [Infinity, Infinity];
  for (let i = 0; i < TRIES; i++) {
    smallMs = Math.min(smallMs, (await answerTo(route, small)).cpuMs);
    const { reply, cpuMs } = await answerTo(route, large);
    largeMs = Math.min(largeMs, cpuMs);
    const bytes = Buffer.byteLength(reply.text);
    if (bytes > MAX_ANSWER_BYTES || reply.status >= 500) return `${reply.status} with ${bytes} bytes`;
    if (largeMs <= MOST_TIMES * smallMs + NOISE_MS && largeMs < MOST_MS) return undefined;
  }
  return `${smallMs} ms, and ${largeMs} ms for four times as much`;
}

async function faultsOf(route: DocumentedRoute, place: Place): Promise<string[]> {
  const faults: string[] = [];
  for (const [name, most, make] of GROWING) {
    const fault = await faultOf(route, place.around(make(most / 4)), place.around(make(most)));
    if (fault) faults.push(`${name} in ${place.name}: ${fault}`);
  }
  return faults;
}

it('looks at every operation that has a body', () => {
  expect(routesWithBody.length).toBeGreaterThan(25);
  expect(documentedRoutes.length).toBeGreaterThan(routesWithBody.length);
});

describe.each(routesWithBody)('the body of $name', (route) => {
  it('costs in proportion to its length whatever is in it, and its answer stays below 64 kB', async () => {
    const faults: string[] = [];
    for (const place of placesOf(route)) faults.push(...(await faultsOf(route, place)));
    expect(faults).toEqual([]);
  }, 120_000);
});
