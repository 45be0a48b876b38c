import supertest from 'supertest';
import { documentedCodes, DocumentedRoute, documentedRoutes, ends } from '../support/api-document';
import { csvExample } from '../support/documented-bodies';
import { House } from '../support/house';

/** Operations that a reader tries down the page, in the order in which one makes the next possible. */
const STORY = [
  ['putStore', 'getStore', 'listStores'],
  [
    'adjustStock',
    'adjustStockBatch',
    'importStock',
    'exportStock',
    'deductStock',
    'deductStockBatch',
    'getStock',
    'listStock',
    'listMovements',
  ],
  ['reserve', 'listReservations'],
  ['putPrice', 'getPrice', 'listPrices'],
  ['addCartLine', 'setCartLine', 'getCart', 'checkOut', 'placeOrder', 'listOrders', 'listSales', 'getSales'],
  ['putAccount', 'transfer', 'transferBatch', 'getAccount', 'listAccounts', 'listEntries', 'getLedgerAudit'],
  ['freezeAccount', 'unfreezeAccount'],
  ['validateDefinition', 'putDefinition', 'getDefinition', 'listDefinitions', 'listDefinitionVersions'],
  ['startInstance', 'listInstances'],
  ['getSweeper', 'runSweeper', 'auditInventory', 'auditLedger', 'listJournal'],
  ['live', 'ready'],
].flat();

/** Request that Swagger UI sends with examples and defaults only. No url where a required field is empty. */
function prefilled({ operation, path }: DocumentedRoute): {
  url?: string;
  headers: Record<string, string>;
  body?: object;
} {
  const headers: Record<string, string> = {};
  const query = new URLSearchParams();
  let url = path;
  for (const part of operation.parameters ?? []) {
    if (!('in' in part)) continue;
    const { example, default: fallback } = part.schema as { example?: string; default?: number };
    const value = String(example ?? fallback ?? '');
    if (value === '' && part.required) return { headers };
    if (value === '') continue;
    if (part.in === 'header') headers[part.name] = value;
    else if (part.in === 'query') query.set(part.name, value);
    else url = url.replace(`{${part.name}}`, value);
  }
  const content =
    operation.requestBody && 'content' in operation.requestBody ? operation.requestBody.content : undefined;
  return {
    url: `${url}?${query.toString()}`,
    headers,
    body: content?.['application/json']?.example as object | undefined,
  };
}

const byId = (id: string): DocumentedRoute =>
  documentedRoutes.find((route) => route.operation.operationId === id)!;

let house: House;

async function execute(route: DocumentedRoute): Promise<supertest.Response> {
  const { url, headers, body } = prefilled(route);
  const request = supertest(house.url)[route.method as 'get'](url!).set(headers);
  const file = csvExample(route);
  return file === undefined ? request.send(body) : request.type('text/csv').send(file);
}

beforeAll(async () => {
  house = await House.open();
});
afterAll(() => house.close());

describe('Execute in Swagger UI, nothing filled in, on a fresh service', () => {
  it.each(STORY)('%s succeeds, and succeeds again when Execute is pressed twice', async (id) => {
    const route = byId(id);
    const first = await execute(route);
    expect(first.body).not.toHaveProperty('code');
    expect(Object.keys(route.responses)).toContain(String(first.status));
    const second = await execute(route);
    expect(second.status).toBeLessThan(300);
    if (prefilled(route).headers['Idempotency-Key']) {
      expect(second.body).toEqual(first.body);
      expect(second.headers['idempotent-replayed']).toBe('true');
    }
  });

  it('putRecord makes a record, which patchRecord changes and deleteRecord deletes', async () => {
    const statuses = [];
    for (const id of ['putRecord', 'getRecord', 'patchRecord', 'deleteRecord']) {
      statuses.push((await execute(byId(id))).status);
    }
    expect(statuses).toEqual([201, 200, 200, 204]);
  });

  const others = documentedRoutes
    .filter(ends)
    .filter(({ operation }) => !STORY.includes(operation.operationId!));

  it.each(others.filter((route) => prefilled(route).url))(
    '$name is at most refused for the state of things',
    async (route) => {
      const { status, body } = await execute(route);
      if (status < 300) return;
      expect([404, 409, 412, 428]).toContain(status);
      expect(documentedCodes(route)).toContain(body.code);
    },
  );

  it('leaves only ids empty that the server makes', () => {
    const made = /\/(deductions|reservations|orders|transfers|instances)\/\{id\}/;
    const empty = documentedRoutes.filter((route) => !prefilled(route).url).map((route) => route.path);
    expect(empty.filter((path) => !made.test(path))).toEqual([]);
  });

  it.each([
    ['adjustStock', { delta: 100, reason: 'received' }],
    ['deductStock', { quantity: 1 }],
    ['reserve', { lines: [{ sku: 'TEE-M', quantity: 1 }], ttlSeconds: 900 }],
  ])('%s offers a body without optional fields', (id, body) => {
    expect(prefilled(byId(id)).body).toEqual(body);
  });
});
