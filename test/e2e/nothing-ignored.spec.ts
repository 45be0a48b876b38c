import supertest from 'supertest';
import { DocumentedRoute, documentedRoutes } from '../support/api-document';
import { csvExample } from '../support/documented-bodies';
import { pathOf } from '../support/documented-paths';
import { StoreCalls } from '../support/house';
import { withoutChange } from '../support/snapshot';
import { useHouse } from '../support/use-house';

const the = useHouse();
let store: StoreCalls;

/** Something of each kind, under the id of the document's examples, on which a call that is not refused acts. */
beforeAll(async () => {
  store = await the.house.store();
  await store.receive('TEE-M', 100);
  await store.price('TEE-M', 5);
  await store.post('/inventory/items/TEE-M/deductions', { id: 'sale-1', quantity: 5 }).expect(201);
  const lines = [{ sku: 'TEE-M', quantity: 1 }];
  await store.post('/inventory/reservations', { id: 'reservation-1', ttlSeconds: 900, lines }).expect(201);
  await store.fund('alice', 100);
  const pending = { from: '@world', to: 'alice', amount: 1, pending: { ttlSeconds: 900 } };
  await store.post('/ledger/transfers', { ...pending, id: 'transfer-1' }).expect(201);
  await store.post('/carts/cart-1/lines', { sku: 'TEE-M', quantity: 2 }).expect(200);
  await store.post('/orders', { id: 'order-1', customerId: 'ann', lines }).expect(201);
  await store.post('/workflow/instances', { id: 'instance-1', definition: 'approval' }).expect(201);
  await store.put('/campaigns/drop-7', { skus: ['TEE-M'] }).expect(201);
  await store.put('/workflow/records/invoice-1', { a: 1 }).set('If-None-Match', '*').expect(201);
});

const ROUTES = documentedRoutes.filter(({ path }) => path.startsWith('/v1/'));
const WRITES = ROUTES.filter(({ method }) => method !== 'get');

/** Bodies whose members may have any name; what is wrong with a definition is told in diagnostics. */
const ANY_NAMES = ['putRecord', 'patchRecord', 'putDefinition', 'validateDefinition'];

function exampleOf({ operation }: DocumentedRoute): object | undefined {
  const { requestBody } = operation;
  const content = requestBody && 'content' in requestBody ? requestBody.content : undefined;
  return content?.['application/json']?.example as object | undefined;
}

const takes = ({ operation }: DocumentedRoute, header: string): boolean =>
  (operation.parameters ?? []).some((one) => 'in' in one && one.in === 'header' && one.name === header);

let keys = 0;

/** As documented but for what the caller adds to it. */
function call(route: DocumentedRoute, added: { body?: object; query?: string; header?: [string, string] }) {
  const request = supertest(the.house.url)
    [route.method as 'get'](`${pathOf(route, store.name)}${added.query ?? ''}`)
    .set('Idempotency-Key', `k${++keys}`);
  if (added.header) void request.set(...added.header);
  const body = added.body ?? exampleOf(route);
  return body ? request.type('json').send(body) : request;
}

async function expectRefused(request: supertest.Test, pointer: string): Promise<void> {
  const { status, body } = await withoutChange(the.house.redis.client, async () => request);
  expect({ status, code: body.code, errors: body.errors }).toEqual({
    status: 400,
    code: 'VALIDATION_FAILED',
    errors: [{ pointer, detail: expect.any(String) }],
  });
}

describe('what a call does not know is refused, and nothing is changed:', () => {
  // A file has no members, and is refused by its type.
  const members = ROUTES.filter((route) => csvExample(route) === undefined);

  it.each(members.filter(({ operation }) => !ANY_NAMES.includes(operation.operationId!)))(
    'a member of the body of $name',
    async (route) => {
      await expectRefused(call(route, { body: { ...exampleOf(route), unheard: 1 } }), '/unheard');
    },
  );

  it.each(ROUTES)('a parameter of the query of $name', async (route) => {
    await expectRefused(call(route, { query: '?unheard=1' }), '?unheard');
    await expectRefused(call(route, { query: '?__proto__=1' }), '?__proto__');
  });

  it.each(WRITES.filter((route) => !takes(route, 'If-Match')))('the If-Match of $name', async (route) => {
    await expectRefused(call(route, { header: ['If-Match', '"1"'] }), 'If-Match');
    await expectRefused(call(route, { header: ['If-Match', '*'] }), 'If-Match');
  });

  it.each(WRITES.filter((route) => !takes(route, 'If-None-Match')))(
    'the If-None-Match of $name',
    async (route) => {
      await expectRefused(call(route, { header: ['If-None-Match', '*'] }), 'If-None-Match');
    },
  );
});

it.each(WRITES.filter((route) => takes(route, 'If-Match')))(
  'an If-Match that never was a version is honoured by $name',
  async (route) => {
    const request = call(route, { header: ['If-Match', '"never"'] });
    const { body } = await withoutChange(the.house.redis.client, async () => request);
    expect(body.code).toBe('VERSION_MISMATCH');
  },
);

it('all of it is told at once', async () => {
  const request = store
    .post('/ledger/accounts/alice/close?force=true', { reason: 'spam', 'a/b': 1 })
    .set('If-None-Match', '*');
  const { body } = await request.expect(400);
  const pointers = body.errors.map(({ pointer }: { pointer: string }) => pointer);
  expect(pointers).toEqual(['?force', 'If-None-Match', '/reason', '/a~1b']);
});

it('conditions of caches are no reason to refuse what only reads', async () => {
  await store.get('/carts/cart-1').set('If-None-Match', '"1"').set('If-Match', '"9"').expect(200);
});

it('an empty object is no body', async () => {
  await store.post('/inventory/reservations/reservation-1/cancel', {}).expect(200);
  await store.get('/carts/cart-1').type('json').send({}).expect(200);
});

it('a body that is no JSON is refused also where only reading is meant', async () => {
  const { body } = await store.get('/carts/cart-1').type('text/plain').send('a=1').expect(415);
  expect(body.code).toBe('UNSUPPORTED_MEDIA_TYPE');
});

it.each(['/health/live', '/metrics', '/openapi.json', '/docs'])(
  '%s is lenient: those who ask have reasons of their own',
  async (path) => {
    await supertest(the.house.url).get(`${path}?x=1`).set('If-Match', '"1"').expect(200);
  },
);
