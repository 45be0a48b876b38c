import { succeed } from '../support/calls';
import { ServiceScripts } from '../support/service-scripts';
import { scriptCase, ScriptCase } from './case';
import { DEFINITION } from './filled-store';

const DATA = '{"amount":700,"currency":"USD","filed":{"by":"ann","at":"2026-01-01"}}';
const CREATE = { ifMatch: '', ifNoneMatch: true };
const ANY = { ifMatch: '*', ifNoneMatch: false };

async function kept(scripts: ServiceScripts, store: string): Promise<string> {
  const id = scripts.id();
  await succeed(scripts.records.putRecord(scripts.operation(), { store, id }, CREATE, DATA));
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
    (scripts) => {
      const [operation, id] = [scripts.operation(), scripts.id()];
      return (store) => scripts.records.putRecord(operation, { store, id }, CREATE, DATA);
    },
    { what: 'creates it' },
  ),
  scriptCase(
    'workflow/put-record',
    async (scripts, prepared) => {
      const [operation, id] = [scripts.operation(), await kept(scripts, prepared)];
      return (store) => scripts.records.putRecord(operation, { store, id }, ANY, DATA);
    },
    { what: 'replaces it' },
  ),
  scriptCase('workflow/patch-record', async (scripts, prepared) => {
    const [operation, id] = [scripts.operation(), await kept(scripts, prepared)];
    return (store) => scripts.records.patchRecord(operation, { store, id }, '*', '{"filed":{"by":"bob"}}');
  }),
  scriptCase('workflow/delete-record', async (scripts, prepared) => {
    const [operation, id] = [scripts.operation(), await kept(scripts, prepared)];
    return (store) => scripts.records.deleteRecord(operation, { store, id }, '*');
  }),
];

export const workflowCases: ScriptCase[] = [
  scriptCase('workflow/put-definition', (scripts) => {
    const [operation, place] = [scripts.operation(), { name: scripts.id(), version: 1 }];
    const definition = { initial: 'open', states };
    return (store) => scripts.definitions.putDefinition(operation, store, place, definition);
  }),
  scriptCase('workflow/start', (scripts) => {
    const [operation, request] = [
      scripts.operation(),
      { id: scripts.id(), definition: DEFINITION, data: DATA },
    ];
    return (store) => scripts.instances.start(operation, store, request);
  }),
  scriptCase('workflow/transition', async (scripts, prepared) => {
    const [operation, id] = [scripts.operation(), scripts.id()];
    const request = { id, definition: DEFINITION, data: DATA };
    await succeed(scripts.instances.start(scripts.operation(), prepared, request));
    const step = { id, to: 'review', ifMatch: '*', data: '{"amount":600}' };
    return (store) => scripts.instances.transition(operation, store, step);
  }),
  ...recordCases,
];

export const storeCases: ScriptCase[] = [
  {
    script: 'stores/create-store',
    // A store of its own each; its name begins with that of the one that was asked for.
    prepare: async (scripts, _store, count) =>
      Array.from({ length: count }, (_, i) => {
        const operation = scripts.operation();
        return (store) =>
          scripts.stores.create(operation, `${store}-${i}`, { currency: 'USD', timeZone: 'UTC' });
      }),
  },
];
