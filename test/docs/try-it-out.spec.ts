import supertest from 'supertest';
import { DocumentedRoute, documentedRoutes } from '../support/api-document';
import { House } from '../support/house';

/** What Swagger UI sends when nothing is filled in: the examples, and the defaults. Undefined where a field is empty. */
function prefilled({ operation, path }: DocumentedRoute) {
  const headers: Record<string, string> = {};
  let url: string | undefined = path;
  for (const part of operation.parameters ?? []) {
    if (!('in' in part) || !part.required) continue;
    const { example } = part.schema as { example?: string };
    if (part.in === 'header') headers[part.name] = example!;
    else if (example === undefined) url = undefined;
    else url = url?.replace(`{${part.name}}`, example);
  }
  const content = operation.requestBody && 'content' in operation.requestBody ? operation.requestBody.content : undefined;
  return { url, headers, body: content?.['application/json']?.example as object | undefined };
}

let house: House;
const byId = (id: string): DocumentedRoute => documentedRoutes.find((route) => route.operation.operationId === id)!;

async function execute(route: DocumentedRoute): Promise<supertest.Response> {
  const { url, headers, body } = prefilled(route);
  return supertest(house.url)[route.method as 'get'](url!).set(headers).send(body);
}

beforeAll(async () => {
  house = await House.open();
  await execute(byId('adjustStock'));
});
afterAll(() => house.close());

describe('Execute in Swagger UI, nothing filled in, on a fresh store that has received stock', () => {
  const complete = documentedRoutes.filter((route) => prefilled(route).url !== undefined);

  it.each(complete)('$name succeeds, and so it does pressed twice', async (route) => {
    const first = await execute(route);
    expect(Object.keys(route.responses)).toContain(String(first.status));
    expect(first.status).toBeLessThan(300);
    const second = await execute(route);
    expect(second.status).toBeLessThan(300);
    if (prefilled(route).headers['Idempotency-Key']) {
      expect(second.body).toEqual(first.body);
      expect(second.headers['idempotent-replayed']).toBe('true');
    }
  });

  it('asks for the one thing that only an answer can tell: the id of a reservation or a deduction', () => {
    const incomplete = documentedRoutes.filter((route) => !complete.includes(route)).map((route) => route.path);
    expect(incomplete.filter((path) => !/\/(reservations|deductions)\/\{id\}/.test(path))).toEqual([]);
  });

  it.each([
    ['adjustStock', { delta: 100, reason: 'received' }],
    ['deductStock', { quantity: 1 }],
    ['reserve', { lines: [{ sku: 'TEE-M', quantity: 1 }], ttlSeconds: 900 }],
  ])('%s offers a body without optional fields', (id, body) => {
    expect(prefilled(byId(id)).body).toEqual(body);
  });
});
