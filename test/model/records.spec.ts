import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import supertest from 'supertest';
import { StoreCalls } from '../support/house';
import { useHouse } from '../support/use-house';
import { anyObject, Json, merged, textOf } from './json-model';

const the = useHouse();

/** Expected behaviour of records, in plain TypeScript. */
class Model {
  readonly records = new Map<string, { version: number; value: Map<string, Json> }>();
  /** Every version ever given out. */
  lastVersion = 0;

  write(id: string, value: Map<string, Json>): void {
    this.records.set(id, { version: ++this.lastVersion, value });
  }
}

interface Answer {
  status: number;
  code?: string;
}
type Command = fc.AsyncCommand<Model, StoreCalls>;

/** Which version a caller names: the current one, one of the past, none, any, or that the record must be new. */
const tag = fc.constantFrom('current', 'current', 'current', 'stale', 'none', 'any', 'new');
type Tag = 'current' | 'stale' | 'none' | 'any' | 'new';
const id = fc.constantFrom('a', 'b', 'c');

function headersOf(model: Model, record: string, named: Tag): Record<string, string> {
  const version = model.records.get(record)?.version;
  if (named === 'none') return {};
  if (named === 'any') return { 'If-Match': '*' };
  if (named === 'new') return { 'If-None-Match': '*' };
  return { 'If-Match': `"${named === 'current' ? (version ?? model.lastVersion) : (version ?? 0) - 1}"` };
}

/** The model's answer to a change, and the change itself where it is allowed. */
function decide(model: Model, record: string, named: Tag, put: boolean, apply: () => void): Answer {
  const found = model.records.get(record);
  if (named === 'new' && !put) return { status: 400, code: 'VALIDATION_FAILED' };
  if (named === 'none') return { status: 428, code: 'PRECONDITION_REQUIRED' };
  if (named === 'new' && found) return { status: 412, code: 'VERSION_MISMATCH' };
  if (named !== 'new' && !found) return { status: 404, code: 'RECORD_NOT_FOUND' };
  if (named === 'stale') return { status: 412, code: 'VERSION_MISMATCH' };
  apply();
  return { status: 200 };
}

function command(
  name: string,
  ask: (store: StoreCalls, model: Model) => supertest.Test,
  answer: (model: Model) => Answer,
): Command {
  return {
    check: () => true,
    toString: () => name,
    async run(model, store) {
      const key = randomUUID();
      const again = ask(store, model).set('Idempotency-Key', key);
      const real = await ask(store, model).set('Idempotency-Key', key);
      const expected = answer(model);
      expect([real.status, real.body.code as unknown]).toEqual([expected.status, expected.code]);
      await compare(model, store);
      if (real.status >= 300) return;
      // A repeated request has the same answer and no effect, whatever has become of its precondition.
      const replayed = await again;
      expect([replayed.status, replayed.text, replayed.headers.etag]).toEqual([
        real.status,
        real.text,
        real.headers.etag,
      ]);
      expect(replayed.headers['idempotent-replayed']).toBe('true');
      await compare(model, store);
    },
  };
}

async function compare(model: Model, store: StoreCalls): Promise<void> {
  for (const record of ['a', 'b', 'c']) {
    const kept = model.records.get(record);
    const { status, text, headers } = await store.get(`/workflow/records/${record}`);
    if (!kept) expect(status).toBe(404);
    else expect([status, text, headers.etag]).toEqual([200, textOf(kept.value), `"${kept.version}"`]);
  }
}

const put = fc.tuple(id, tag, anyObject).map(([record, named, value]) =>
  command(
    `put ${record} ${named} ${textOf(value)}`,
    (store, model) =>
      store.put(`/workflow/records/${record}`, textOf(value)).set(headersOf(model, record, named)),
    (model) => {
      const { status, code } = decide(model, record, named, true, () => model.write(record, value));
      return { status: status === 200 && named === 'new' ? 201 : status, code };
    },
  ),
);

const patch = fc.tuple(id, tag, anyObject).map(([record, named, value]) =>
  command(
    `patch ${record} ${named} ${textOf(value)}`,
    (store, model) =>
      store.patch(`/workflow/records/${record}`, textOf(value)).set(headersOf(model, record, named)),
    (model) =>
      decide(model, record, named, false, () =>
        model.write(record, merged(model.records.get(record)!.value, value) as Map<string, Json>),
      ),
  ),
);

const remove = fc.tuple(id, tag).map(([record, named]) =>
  command(
    `delete ${record} ${named}`,
    (store, model) => store.delete(`/workflow/records/${record}`).set(headersOf(model, record, named)),
    (model) => {
      const { status, code } = decide(model, record, named, false, () => model.records.delete(record));
      return { status: status === 200 ? 204 : status, code };
    },
  ),
);

it('records do what their model does, whatever the order of calls', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.commands([put, put, put, patch, patch, remove], { maxCommands: 40, size: 'max' }),
      async (run) => {
        const store = await the.house.store();
        await fc.asyncModelRun(() => ({ model: new Model(), real: store }), run);
      },
    ),
    { numRuns: 30, endOnFailure: true },
  );
}, 120_000);
