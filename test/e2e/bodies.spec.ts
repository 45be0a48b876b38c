import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { StoreCalls } from '../support/house';
import { rawAnswer } from '../support/raw-http';
import { useHouse } from '../support/use-house';

const the = useHouse();
let store: StoreCalls;

beforeEach(async () => {
  store = await the.house.store();
  await store.receive('TEE', 10);
});

const JSON_TYPE = 'Content-Type: application/json\r\n';
const CLOSE = 'Connection: close\r\n';

/** What is answered to a deduction of these headers, and of a body that comes in these pieces. */
function deduct(headers: string, ...body: (string | Buffer)[]): Promise<string> {
  const path = `/v1/stores/${store.name}/inventory/items/TEE/deductions`;
  const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: k\r\n${headers}\r\n`;
  return rawAnswer(the.house.url, head, ...body);
}

const chunk = (data: string | Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${data.length.toString(16)}\r\n`), Buffer.from(data), Buffer.from('\r\n')]);
const onHand = async (): Promise<number> => (await store.stock('TEE')).onHand;

it('is read whole when it comes in pieces, also when they part a letter', async () => {
  const body = Buffer.from('{"quantity":1,"reference":"für ü"}');
  const cut = body.indexOf('ü') + 1;
  const headers = `${JSON_TYPE}${CLOSE}Content-Length: ${body.length}\r\n`;
  const answer = await deduct(headers, body.subarray(0, 3), body.subarray(3, cut), body.subarray(cut));
  expect(answer).toMatch(/^HTTP\/1\.1 201 [\s\S]*"reference":"für ü"/);
  expect(await onHand()).toBe(9);
});

it('is read whole when it comes in chunks', async () => {
  const headers = `${JSON_TYPE}${CLOSE}Transfer-Encoding: chunked\r\n`;
  const answer = await deduct(headers, chunk('{"quan'), chunk('tity":2}'), '0\r\n\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 201 /);
  expect(await onHand()).toBe(8);
});

it('that passes 1 MiB in chunks is refused, and the connection ends with the answer', async () => {
  const headers = `${JSON_TYPE}Transfer-Encoding: chunked\r\n`;
  const blanks = chunk(Buffer.alloc(600_000, ' '));
  const answer = await deduct(headers, blanks, blanks);
  expect(answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*connection: close[\s\S]*PAYLOAD_TOO_LARGE/i);
  expect(await onHand()).toBe(10);
});

it('that announces more than 1 MiB is refused before it comes', async () => {
  const answer = await deduct(`${JSON_TYPE}Content-Length: 1048577\r\n`);
  expect(answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*connection: close/i);
});

/** Statuses that a process of its own is answered, one that writes while the service does. */
async function statusesOf(type: string, bytes: number): Promise<string[]> {
  const call = `fetch(process.argv[1], { method: 'POST', headers: { 'content-type': '${type}', 'idempotency-key': 'k' },
    body: Buffer.alloc(${bytes}, ' ') }).then(({ status }) => status, ({ cause }) => cause.code)`;
  const program = `(async () => { for (let i = 0; i < 4; i++) console.log(await ${call}); })()`;
  const url = `${the.house.url}/v1/stores/${store.name}/inventory/items/TEE/deductions`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program, url]);
  return stdout.trim().split('\n');
}

it.each([
  ['413', 'application/json'],
  ['415', 'text/plain'],
])('of 8 MiB is answered %s to a sender that is still at it', async (status, type) => {
  expect(await statusesOf(type, 8 * 1_048_576)).toEqual(Array(4).fill(status));
});

it('that is no JSON is refused unread', async () => {
  const answer = await deduct('Content-Type: text/plain\r\nContent-Length: 1000\r\n');
  expect(answer).toMatch(/^HTTP\/1\.1 415 [\s\S]*connection: close[\s\S]*UNSUPPORTED_MEDIA_TYPE/i);
});

it('without a Content-Type is refused', async () => {
  expect(await deduct(`${CLOSE}Content-Length: 14\r\n`, '{"quantity":1}')).toMatch(/^HTTP\/1\.1 415 /);
});

it('that cannot be read leaves the connection to the next request', async () => {
  const next = 'GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
  const answer = await deduct(`${JSON_TYPE}Content-Length: 1\r\n`, `{${next}`);
  expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*MALFORMED_JSON[\s\S]*HTTP\/1\.1 200 /);
});

it('of a route that there is not leaves the connection to the next request', async () => {
  const path = '/v1/nothing HTTP/1.1\r\nHost: localhost\r\n';
  const first = `POST ${path}${JSON_TYPE}Content-Length: 2\r\n\r\n{}`;
  const answer = await rawAnswer(the.house.url, `${first}GET ${path}${CLOSE}\r\n`);
  expect(answer.match(/HTTP\/1\.1 404 /g)).toHaveLength(2);
});
