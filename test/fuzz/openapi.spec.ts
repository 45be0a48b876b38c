import { Agent } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiDocument, documentedCodes, documentedRoutes, ends } from '../support/api-document';
import { House, StoreCalls } from '../support/house';
import { FuzzReply, send, sendRaw } from './client';
import { Dice } from './dice';
import { rawGarbage } from './raw-garbage';
import { FuzzRequest, RequestMaker } from './request-maker';
import { ValueMaker } from './value-maker';

const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 4_000);
const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 32));
const AGAIN = `FUZZ_SEED=${SEED} FUZZ_REQUESTS=${REQUESTS} npx jest test/fuzz`;
const CANARY = 'Bearer canary-5ec2e7';

/** /metrics takes no input, and tells of the inside by its nature. */
const ROUTES = documentedRoutes.filter((route) => route.path !== '/metrics' && ends(route));

const inErrorsPage = new Set(
  [...readFileSync(join(__dirname, '../../docs/errors.md'), 'utf8').matchAll(/^## (\w+)$/gm)].map(
    (heading) => heading[1]!,
  ),
);

/** Codes that any route may answer with to bytes that are no request of it at all. */
const ANYWHERE = [
  'MALFORMED_JSON',
  'MALFORMED_REQUEST',
  'PAYLOAD_TOO_LARGE',
  'ROUTE_NOT_FOUND',
  'UNSUPPORTED_MEDIA_TYPE',
  'VALIDATION_FAILED',
];

/** Traces of the inside: stacks, paths, keys and errors of Redis, what only a header held. */
const INSIDE = /\bat .+[.](ts|js):\d|node_modules|ReplyError|WRONGTYPE|redis[.]sock|ch:\{|canary-5ec2e7/;

/** No answer is larger but a page of a list, the results of a batch, or a picture, and no call costs the process more. */
const MOST_CHARACTERS = 65_536;
const MOST_CPU_MS = 300;

let house: House;
let store: StoreCalls;
let values: ValueMaker;
let maker: RequestMaker;
let port: number;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

beforeAll(async () => {
  house = await House.open();
  port = Number(new URL(house.url).port);
  store = await house.store();
  const dice = new Dice(SEED);
  values = new ValueMaker(dice, apiDocument);
  maker = new RequestMaker(dice, values, ROUTES, store.name);
  for (const sku of ['A', 'B', 'C', 'TEE-M']) {
    await store.receive(sku, 100_000);
    await store.price(sku, 7);
  }
  for (const account of ['ann', 'bob', 'shop']) await store.fund(account, 1_000_000);
  console.log(`fuzzing: ${AGAIN}`);
});
afterAll(async () => {
  agent.destroy();
  await house.close();
});

function told(request: FuzzRequest, reply?: FuzzReply): string {
  const body = request.body?.toString('latin1').slice(0, 300);
  const { method, path, headers } = request;
  return JSON.stringify({
    method,
    path,
    headers,
    body,
    reply: reply && { ...reply, text: reply.text.slice(0, 300) },
  });
}

/** Everything that is wrong with an answer, in words. */
function faults(request: FuzzRequest, { status, headers, text }: FuzzReply): string[] {
  const found: string[] = [];
  if (status >= 500) found.push(`status ${status}`);
  if (INSIDE.test(text)) found.push('tells of its inside');
  if (text.length > MOST_CHARACTERS && !/^(\{"(items|results)":|<svg )/.test(text))
    found.push(`${text.length} characters`);
  if (status < 400 || request.method === 'HEAD') return found;
  if (!headers['content-type']?.startsWith('application/problem+json')) return [...found, 'not a problem'];
  const problem = JSON.parse(text) as { code: string; status: number; requestId: string };
  if (problem.status !== status) found.push('another status in the body');
  if (!inErrorsPage.has(problem.code)) found.push(`${problem.code} is not in docs/errors.md`);
  if (problem.requestId !== headers['x-request-id']) found.push('no request id');
  const asDocumented = request.method === request.route.method.toUpperCase();
  const codes = [...documentedCodes(request.route), ...ANYWHERE];
  // A spoilt path may be the path of another route.
  const pathIsKept = templateOf(request.route.path).test(request.path.split('?', 1)[0]!);
  if (asDocumented && pathIsKept && !codes.includes(problem.code)) {
    found.push(`${request.route.name} does not document ${problem.code}`);
  }
  return found;
}

function templateOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
}

/** The CPU that a request costs this process, in which the service is; the least of six where it seems too much. */
async function answered(request: FuzzRequest): Promise<FuzzReply & { cpuMs: number }> {
  let [reply, cpuMs] = await timed(request);
  for (let again = 0; again < 5 && cpuMs > MOST_CPU_MS; again++) {
    const [next, nextMs] = await timed(request);
    [reply, cpuMs] = [next, Math.min(cpuMs, nextMs)];
  }
  return { ...reply, cpuMs };
}

async function timed(request: FuzzRequest): Promise<[FuzzReply, number]> {
  const before = process.cpuUsage();
  const reply = await send(port, agent, request);
  const { user, system } = process.cpuUsage(before);
  return [reply, (user + system) / 1_000];
}

function learn({ status, text, headers }: FuzzReply): void {
  if (status >= 300 || text === '' || !headers['content-type']?.startsWith('application/json')) return;
  const body = JSON.parse(text) as { id?: unknown; nextCursor?: unknown };
  if (typeof body.id === 'string') values.seenIds.push(body.id);
  if (typeof body.nextCursor === 'string') maker.seenCursors.push(body.nextCursor);
}

describe(`${REQUESTS} requests made from the OpenAPI document, valid and broken (seed ${SEED})`, () => {
  const statuses = new Map<number, number>();

  it('are answered, never with a 5xx, and refused with a documented problem', async () => {
    const wrong: string[] = [];
    for (let i = 0; i < REQUESTS && wrong.length < 20; i++) {
      const request = maker.next();
      request.headers.authorization = CANARY;
      const reply = await answered(request).catch((error: Error) => error);
      if (reply instanceof Error) {
        wrong.push(`${i}: ${reply.message} ${told(request)}`);
        continue;
      }
      statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
      const found = faults(request, reply);
      if (reply.cpuMs > MOST_CPU_MS) found.push(`${Math.round(reply.cpuMs)} ms of CPU`);
      if (found.length > 0) wrong.push(`${i}: ${found.join(', ')} ${told(request, reply)}`);
      learn(reply);
    }
    expect(wrong).toEqual([]);
  }, 1_800_000);

  it('reach the scripts as well as the validation before them', () => {
    const share = (least: number, below: number): number =>
      [...statuses].filter(([s]) => s >= least && s < below).reduce((sum, [, count]) => sum + count, 0) /
      REQUESTS;
    expect(share(200, 300)).toBeGreaterThan(0.15);
    // Most ids are made up, and found nowhere.
    expect(share(409, 410)).toBeGreaterThan(0.004);
    expect(share(400, 401)).toBeGreaterThan(0.1);
  });
});

describe('bytes that are hardly HTTP', () => {
  it('are answered with a problem or a closed connection, and hold nothing up', async () => {
    const dice = new Dice(SEED);
    const wrong: string[] = [];
    for (const [name, bytes] of rawGarbage(dice, store.name, Math.ceil(REQUESTS / 20))) {
      const said = await sendRaw(port, bytes).catch((error: Error) => `FAULT ${error.message}`);
      const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(said)?.[1] ?? 0);
      const isProblem = /^content-type: application\/problem\+json/im.test(said);
      const fine =
        said === '' || (status > 0 && status < 400) || (status >= 400 && status < 500 && isProblem);
      if (!fine || INSIDE.test(said)) wrong.push(`${name}: ${said.slice(0, 300)}`);
    }
    expect(wrong).toEqual([]);
  }, 600_000);
});

describe('afterwards', () => {
  it('the service is as alive as before', async () => {
    expect((await fetch(`${house.url}/health/ready`)).status).toBe(200);
  });

  it('stock, movements and reservations add up', async () => {
    const { body } = await store.post('/inventory/audits', { repair: false }).expect(200);
    expect(body).toMatchObject({ drift: [], unsettled: [] });
  });

  it('debits and credits, entries and pending transfers add up', async () => {
    const { body } = await store.post('/ledger/audits', { deep: true }).expect(200);
    expect(body).toMatchObject({ balanced: true });
    expect(body.drift ?? []).toEqual([]);
  });
});
