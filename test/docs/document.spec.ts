import supertest from 'supertest';
import { apiDocument, documentedRoutes } from '../support/api-document';
import { pathIn, routesWithBody } from '../support/documented-bodies';
import { Keys } from '../support/keys';
import { useHouse } from '../support/use-house';

interface Node {
  type?: string | string[];
  format?: string;
  properties?: object;
  additionalProperties?: unknown;
  nullable?: boolean;
}

/** Everything in the document that could be a schema, with its place. */
function nodesOf(node: unknown, place = ''): { place: string; node: Node }[] {
  if (node === null || typeof node !== 'object') return [];
  const inner = Object.entries(node).filter(([name]) => name !== 'example' && name !== 'examples');
  return [{ place, node: node }, ...inner.flatMap(([name, one]) => nodesOf(one, `${place}/${name}`))];
}

const nodes = nodesOf({ paths: apiDocument.paths, components: apiDocument.components });
const schemas = apiDocument.components!.schemas as Record<string, unknown>;

describe('the schemas of openapi.json', () => {
  it('are JSON Schema, as OpenAPI 3.1 has it', () => {
    expect(apiDocument.openapi).toBe('3.1.0');
    expect(nodes.filter(({ node }) => 'nullable' in node).map(({ place }) => place)).toEqual([]);
  });

  it('have numbers that are integers of 64 bits', () => {
    const numbers = nodes.filter(({ node }) =>
      [node.type].flat().some((type) => /^(integer|number)$/.test(type!)),
    );
    expect(numbers.length).toBeGreaterThan(250);
    expect(numbers.filter(({ node }) => node.format !== 'int64').map(({ place }) => place)).toEqual([]);
  });

  it('have no object that looks as if it had no members', () => {
    const bare = nodes.filter(({ node }) => [node.type].flat().includes('object') && !node.properties);
    expect(bare.length).toBeGreaterThan(10);
    expect(bare.filter(({ node }) => !node.additionalProperties).map(({ place }) => place)).toEqual([]);
  });

  it('say what may be null', () => {
    expect(schemas).toMatchObject({
      Order: {
        properties: { payment: { oneOf: [{ $ref: '#/components/schemas/OrderPayment' }, { type: 'null' }] } },
      },
      LimitsBody: {
        properties: { daily: { type: ['integer', 'null'] }, perTransfer: { type: ['integer', 'null'] } },
      },
    });
  });

  it('have one for each code, with its details, and an example of it', () => {
    expect(schemas.InsufficientStockProblem).toMatchObject({
      allOf: [
        { $ref: '#/components/schemas/Problem' },
        { required: ['code', 'shortages'], properties: { code: { enum: ['INSUFFICIENT_STOCK'] } } },
      ],
    });
    expect(apiDocument.components!.examples!.INSUFFICIENT_STOCK).toMatchObject({
      value: { code: 'INSUFFICIENT_STOCK', shortages: [{ sku: 'TEE-M', requested: 3, available: 2 }] },
    });
  });
});

describe('parts of a path', () => {
  const parts = documentedRoutes.flatMap(({ name, operation }) =>
    (operation.parameters ?? []).flatMap((part) =>
      'in' in part && part.in === 'path' ? { name, part } : [],
    ),
  );

  it('have an example each', () => {
    const without = parts.filter(({ part }) => !('example' in (part.schema as object)));
    expect(without.map(({ name, part }) => `${name}: ${part.name}`)).toEqual([]);
  });
});

describe('bodies', () => {
  const the = useHouse();
  const optional = routesWithBody.filter(
    ({ operation }) => !(operation.requestBody as { required: boolean }).required,
  );

  it.each(optional)('$name needs none', async (route) => {
    const { name: store } = await the.house.store();
    const send = supertest(the.house.url)[route.method as 'post'](pathIn(store, route));
    const takesIfMatch = route.operation.parameters!.some(
      (part) => 'name' in part && part.name === 'If-Match',
    );
    const { body } = await send.set({ 'Idempotency-Key': 'k', ...(takesIfMatch ? { 'If-Match': '*' } : {}) });
    expect(body.errors).toBeUndefined();
  });

  it.each(routesWithBody.filter((route) => !optional.includes(route)))('$name needs one', async (route) => {
    const { name: store } = await the.house.store();
    const send = supertest(the.house.url)[route.method as 'post'](pathIn(store, route));
    const { body } = await send.set({ 'Idempotency-Key': 'k' });
    expect(body).toMatchObject({ status: 400 });
  });
});

describe('a key', () => {
  const keys = new Keys();
  afterAll(() => keys.remove());
  const open = useHouse();
  const guarded = useHouse({ API_KEYS_FILE: keys.file });

  it.each([
    ['an open service', open, [{ bearer: [] }, {}]],
    ['a service with keys', guarded, [{ bearer: [] }]],
  ])('is asked for by the document of %s as by the service', async (_name, the, security) => {
    const { body } = await supertest(the.house.url).get('/openapi.json').expect(200);
    expect(body.paths['/v1/stores/{store}'].get).toMatchObject({ security });
  });
});
