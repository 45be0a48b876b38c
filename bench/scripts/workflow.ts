import { succeed } from '../support/calls';
import { Desk } from '../support/desk';
import { scriptCase, ScriptCase } from './case';
import { DEFINITION } from './furniture';

const DATA = '{"amount":700,"currency":"USD","filed":{"by":"ann","at":"2026-01-01"}}';
const CREATE = { ifMatch: '', ifNoneMatch: true };
const ANY = { ifMatch: '*', ifNoneMatch: false };

async function kept(desk: Desk, store: string): Promise<string> {
  const id = desk.id();
  await succeed(desk.records.putRecord(desk.operation(), { store, id }, CREATE, DATA));
  return id;
}

const states = new Map([
  ['open', { transitions: ['paid', 'denied'], final: false }],
  ['paid', { transitions: [], final: true }],
  ['denied', { transitions: [], final: true }],
]);

const recordCases: ScriptCase[] = [
  scriptCase(
    'workflow/put-record',
    (desk) => {
      const [operation, id] = [desk.operation(), desk.id()];
      return (store) => desk.records.putRecord(operation, { store, id }, CREATE, DATA);
    },
    { what: 'creates it' },
  ),
  scriptCase(
    'workflow/put-record',
    async (desk, prepared) => {
      const [operation, id] = [desk.operation(), await kept(desk, prepared)];
      return (store) => desk.records.putRecord(operation, { store, id }, ANY, DATA);
    },
    { what: 'replaces it' },
  ),
  scriptCase('workflow/patch-record', async (desk, prepared) => {
    const [operation, id] = [desk.operation(), await kept(desk, prepared)];
    return (store) => desk.records.patchRecord(operation, { store, id }, '*', '{"filed":{"by":"bob"}}');
  }),
  scriptCase('workflow/delete-record', async (desk, prepared) => {
    const [operation, id] = [desk.operation(), await kept(desk, prepared)];
    return (store) => desk.records.deleteRecord(operation, { store, id }, '*');
  }),
];

export const workflowCases: ScriptCase[] = [
  scriptCase('workflow/put-definition', (desk) => {
    const [operation, place] = [desk.operation(), { name: desk.id(), version: 1 }];
    const definition = { initial: 'open', states };
    return (store) => desk.definitions.putDefinition(operation, store, place, definition);
  }),
  scriptCase('workflow/start', (desk) => {
    const [operation, request] = [desk.operation(), { id: desk.id(), definition: DEFINITION, data: DATA }];
    return (store) => desk.instances.start(operation, store, request);
  }),
  scriptCase('workflow/transition', async (desk, prepared) => {
    const [operation, id] = [desk.operation(), desk.id()];
    const request = { id, definition: DEFINITION, data: DATA };
    await succeed(desk.instances.start(desk.operation(), prepared, request));
    const step = { id, to: 'review', ifMatch: '*', data: '{"amount":600}' };
    return (store) => desk.instances.transition(operation, store, step);
  }),
  ...recordCases,
];

export const storeCases: ScriptCase[] = [
  {
    script: 'stores/create-store',
    // A store of its own each; its name begins with that of the one that was asked for.
    prepare: async (desk, _store, count) =>
      Array.from({ length: count }, (_, i) => {
        const operation = desk.operation();
        return (store) => desk.stores.create(operation, `${store}-${i}`, 'USD', 'UTC');
      }),
  },
];
