import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import supertest from 'supertest';
import { StoreCalls } from '../support/house';
import { useHouse } from '../support/use-house';

const the = useHouse();

/** Transitions by state; a state without any is final. */
type Graph = Map<string, string[]>;
type Data = Record<string, number | null>;

/** There are no API keys. */
const NOBODY = { key: null, onBehalfOf: null };

interface Instance {
  definition: string;
  definitionVersion: number;
  state: string;
  data: Data;
  history: { from: string | null; to: string; data: Data | null; operationId: string }[];
}

/** Expected behaviour of workflows, in plain TypeScript. */
class Model {
  /** By `name/version`. */
  readonly definitions = new Map<string, Graph>();
  readonly newest = new Map<string, number>();
  readonly instances = new Map<string, Instance>();

  allowed({ definition, definitionVersion, state }: Instance): string[] {
    return this.definitions.get(`${definition}/${definitionVersion}`)!.get(state)!;
  }
}

interface Answer {
  status: number;
  code?: string;
  body?: object;
}
type Command = fc.AsyncCommand<Model, StoreCalls>;

const STATES = ['__proto__', 'b', 'c', 'd', 'e'];
const name = fc.constantFrom('flow', 'constructor');
const id = fc.constantFrom('1', '1', '2', '2', '3', '4');
const state = fc.constantFrom(...STATES);
const data = fc.option(
  fc.dictionary(fc.constantFrom('x', 'y', 'z'), fc.option(fc.nat(9)), { noNullPrototype: true }),
);

/** Any graph in which every state can be reached: a chain, and whatever else. */
const graph = fc
  .tuple(fc.integer({ min: 1, max: STATES.length }), fc.array(fc.tuple(state, state), { maxLength: 6 }))
  .map(([size, more]): Graph => {
    const names = STATES.slice(0, size);
    const chain = names.map((one, i): [string, string[]] => [one, names.slice(i + 1, i + 2)]);
    const result = new Map(chain);
    for (const [from, to] of more) {
      const targets = result.get(from);
      if (targets && result.has(to) && !targets.includes(to)) targets.push(to);
    }
    return result;
  });

function textOf(states: Graph): string {
  const parts = [...states].map(([one, transitions]) => {
    const described = transitions.length > 0 ? { transitions } : { final: true };
    return `${JSON.stringify(one)}:${JSON.stringify(described)}`;
  });
  return `{"initial":"__proto__","states":{${parts.join(',')}}}`;
}

const same = (a: Graph, b: Graph): boolean => {
  const sorted = (states: Graph) =>
    JSON.stringify([...states].map(([one, to]) => [one, [...to].sort()]).sort());
  return sorted(a) === sorted(b);
};

function merged(target: Data, patch: Data | null): Data {
  return Object.fromEntries(
    Object.entries({ ...target, ...patch }).filter(
      ([key, value]) => value !== null || !(key in (patch ?? {})),
    ),
  );
}

function command(
  title: string,
  ask: (store: StoreCalls, model: Model, key: string) => supertest.Test,
  answer: (model: Model, key: string) => Answer,
): Command {
  return {
    check: () => true,
    toString: () => title,
    async run(model, store) {
      const key = randomUUID();
      const again = ask(store, model, key);
      const real = await ask(store, model, key);
      const { status, code, body } = answer(model, key);
      expect([real.status, real.body.code as unknown]).toEqual([status, code]);
      if (body) expect(real.body).toMatchObject(body);
      await compare(model, store);
      if (status >= 300) return;
      const replayed = await again;
      expect([replayed.status, replayed.text]).toEqual([real.status, real.text]);
      await compare(model, store);
    },
  };
}

const items = async (store: StoreCalls, path: string) =>
  (await store.get(`/workflow/${path}`).expect(200)).body.items as Record<string, unknown>[];

/** Everything that can be read is what the model says. */
async function compare(model: Model, store: StoreCalls): Promise<void> {
  for (const [one, instance] of model.instances) {
    const { definition, definitionVersion, data: known, history } = instance;
    const version = history.length;
    const { body, headers } = await store.get(`/workflow/instances/${one}`).expect(200);
    expect(body).toMatchObject({ id: one, definition, definitionVersion, state: instance.state, version });
    expect([body.data, body.allowedTransitions]).toEqual([known, model.allowed(instance)]);
    expect(headers.etag).toBe(`"${version}"`);
    const steps = history.map((step, i) => ({
      sequence: i + 1,
      ...step,
      actor: NOBODY,
      at: expect.any(String),
    }));
    expect(await items(store, `instances/${one}/history`)).toEqual(steps);
  }
  const listed = await Promise.all(
    STATES.map((one) => items(store, `instances?definition=flow&state=${one}`)),
  );
  listed.forEach((found, i) => {
    const expected = [...model.instances].filter(
      ([, { definition, state: at }]) => definition === 'flow' && at === STATES[i],
    );
    expect(found.map((item) => item.id).sort()).toEqual(expected.map(([one]) => one).sort());
  });
  expect(await items(store, 'instances')).toHaveLength(model.instances.size);
}

const define = fc.tuple(name, fc.integer({ min: 1, max: 3 }), graph).map(([definition, version, states]) =>
  command(
    `define ${definition}/${version} ${textOf(states)}`,
    (store, _model, key) =>
      store
        .put(`/workflow/definitions/${definition}/versions/${version}`, textOf(states))
        .set('Idempotency-Key', key),
    (model) => {
      const found = model.definitions.get(`${definition}/${version}`);
      if (found) return same(found, states) ? { status: 200 } : { status: 409, code: 'DEFINITION_CONFLICT' };
      model.definitions.set(`${definition}/${version}`, states);
      model.newest.set(definition, Math.max(version, model.newest.get(definition) ?? 0));
      return { status: 201 };
    },
  ),
);

const start = fc
  .tuple(id, name, fc.option(fc.integer({ min: 1, max: 3 })), data)
  .map(([one, definition, version, brought]) =>
    command(
      `start ${one} of ${definition}/${version} with ${JSON.stringify(brought)}`,
      (store, _model, key) =>
        store.post('/workflow/instances', { id: one, definition, version, data: brought }, key),
      (model, key) => {
        const number = version ?? model.newest.get(definition);
        if (!model.definitions.has(`${definition}/${number}`))
          return { status: 404, code: 'DEFINITION_NOT_FOUND' };
        if (model.instances.has(one)) return { status: 409, code: 'INSTANCE_ALREADY_EXISTS' };
        const history = [{ from: null, to: '__proto__', data: brought, operationId: key }];
        const kept = { state: '__proto__', data: brought ?? {}, history };
        model.instances.set(one, { definition, definitionVersion: number!, ...kept });
        return { status: 201 };
      },
    ),
  );

const expectation = fc.constantFrom(
  'state',
  'state',
  'state',
  'version',
  'both',
  'other state',
  'old version',
  'none',
);

/** Mostly one of the states that the instance may go to. */
const target = fc.oneof({ weight: 1, arbitrary: state }, { weight: 3, arbitrary: fc.nat(4) });

function nameOf(model: Model, one: string, wanted: string | number): string {
  if (typeof wanted === 'string') return wanted;
  const found = model.instances.get(one);
  const allowed = found ? model.allowed(found) : [];
  return allowed[wanted % allowed.length] ?? 'b';
}

const transition = fc.tuple(id, target, expectation, data).map(([one, wanted, named, brought]) =>
  command(
    `${one} to ${wanted} expecting ${named} with ${JSON.stringify(brought)}`,
    (store, model, key) => {
      const to = nameOf(model, one, wanted);
      const { state: current = 'b', history = [] } = model.instances.get(one) ?? {};
      const expectedState =
        named === 'other state'
          ? current === 'c'
            ? 'd'
            : 'c'
          : /state|both/.test(named)
            ? current
            : undefined;
      const version =
        named === 'old version'
          ? history.length - 1
          : /version|both/.test(named)
            ? history.length
            : undefined;
      const request = store.post(
        `/workflow/instances/${one}/transitions`,
        { to, expectedState, data: brought },
        key,
      );
      return version === undefined ? request : request.set('If-Match', `"${version}"`);
    },
    (model, key) => {
      const to = nameOf(model, one, wanted);
      const found = model.instances.get(one);
      if (named === 'none') return { status: 428, code: 'PRECONDITION_REQUIRED' };
      if (!found) return { status: 404, code: 'INSTANCE_NOT_FOUND' };
      const { state: from, history } = found;
      const actual = history.length;
      if (named === 'old version') return { status: 412, code: 'VERSION_MISMATCH', body: { actual } };
      if (named === 'other state') return { status: 409, code: 'STATE_MISMATCH', body: { actual: from } };
      const allowed = model.allowed(found);
      if (!allowed.includes(to))
        return { status: 409, code: 'INVALID_TRANSITION', body: { from, to, allowed } };
      found.state = to;
      found.data = merged(found.data, brought);
      history.push({ from, to, data: brought, operationId: key });
      const after = {
        previousState: from,
        state: to,
        version: actual + 1,
        allowedTransitions: model.allowed(found),
      };
      return { status: 200, body: after };
    },
  ),
);

/** Every state leads to every other, but only one to the end. */
const DENSE: Graph = new Map(
  STATES.map((one) => [one, one === 'e' ? [] : one === 'd' ? STATES : STATES.slice(0, -1)]),
);

async function begin(model: Model, store: StoreCalls, one: string): Promise<void> {
  await store.put('/workflow/definitions/flow/versions/1', textOf(DENSE));
  await store.post('/workflow/instances', { id: one, definition: 'flow' }, `start-${one}`).expect(201);
  model.definitions.set('flow/1', DENSE);
  model.newest.set('flow', 1);
  const history = [{ from: null, to: '__proto__', data: null, operationId: `start-${one}` }];
  model.instances.set(one, {
    definition: 'flow',
    definitionVersion: 1,
    state: '__proto__',
    data: {},
    history,
  });
}

it('instances do what their model does, whatever the order of calls', async () => {
  const commands = [define, start, start, ...Array<typeof transition>(6).fill(transition)];
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 40, size: 'max' }), async (run) => {
      const store = await the.house.store();
      const model = new Model();
      for (const begun of ['1', '2']) await begin(model, store, begun);
      await fc.asyncModelRun(() => ({ model, real: store }), run);
    }),
    { numRuns: 15, endOnFailure: true },
  );
}, 180_000);
