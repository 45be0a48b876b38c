import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { FastifyInstance, RouteOptions } from 'fastify';
import { SCOPES } from '../../../src/http/auth/scopes';
import { House } from '../../support/house';

/** Everything that Fastify answers by itself or for us, as it was told when the application was made. */
async function everyRoute(): Promise<{ name: string; access: unknown }[]> {
  const routes: RouteOptions[] = [];
  const listen = (message: unknown): void => {
    (message as { fastify: FastifyInstance }).fastify.addHook('onRoute', (route) => void routes.push(route));
  };
  subscribe('fastify.initialization', listen);
  const house = await House.open();
  unsubscribe('fastify.initialization', listen);
  await house.close();
  return routes.flatMap(({ method, url, config }) =>
    [method].flat().map((one) => ({ name: `${one} ${url}`, access: config?.access })),
  );
}

const WITHOUT_SCOPE =
  /^(GET|HEAD) (\/docs(\/.*)?|\/openapi\.(json|yaml)|\/|\/favicon\.ico|\/console(\/\*)?)$/;
const OPEN = ['GET', 'HEAD'].flatMap((method) =>
  ['/health', '/health/live', '/health/ready'].map((path) => `${method} ${path}`),
);

describe('every route', () => {
  let routes: { name: string; access: unknown }[];

  beforeAll(async () => {
    routes = await everyRoute();
  });

  it('declares its scope, unless it is health, documentation or the console, which hold no data', () => {
    const undeclared = routes.filter(({ access }) => !SCOPES.includes(access as never));
    const names = undeclared.map(({ name }) => name).filter((name) => !WITHOUT_SCOPE.test(name));
    expect(names.sort()).toEqual(OPEN);
    expect(routes.length).toBeGreaterThan(100);
  });

  it('is read with a reading scope and changed with a writing one', () => {
    const declared = routes.filter(({ access }) => access !== undefined && access !== 'open');
    const odd = declared.filter(
      ({ name, access }) => /^(GET|HEAD) /.test(name) !== String(access).endsWith(':read'),
    );
    // One is a POST because a definition is too long for a query, the other since it takes its time; they keep nothing.
    expect(odd.map(({ name }) => name).sort()).toEqual([
      'POST /v1/stores/:store/audits/archive',
      'POST /v1/stores/:store/workflow/definitions/validate',
    ]);
  });

  it.each([
    ['GET /v1/stores/:store/journal', 'journal:read'],
    ['PUT /v1/stores/:store', 'stores:write'],
    ['GET /v1/stores/:store/sales', 'orders:read'],
    ['POST /v1/stores/:store/carts/:id/checkout', 'orders:write'],
    ['POST /v1/stores/:store/inventory/audits', 'inventory:write'],
    ['GET /metrics', 'metrics:read'],
  ])('%s needs %s', (name, scope) => {
    expect(routes.find((route) => route.name === name)?.access).toBe(scope);
  });
});
