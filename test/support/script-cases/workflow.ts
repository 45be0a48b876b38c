import type { ScriptCase } from '../script-cases';
import { ScriptStore } from '../script-store';
import { after } from './after';

const definition = { name: 'claim', version: 2, initial: 'open', states: ';open>paid,denied;paid!;denied!' };
const instance = { id: 'claim-1', definition: 'claim', definition_version: '', data: '{"amount":7}' };
const transition = {
  id: 'claim-1',
  to: 'paid',
  expected_state: 'open',
  if_match: '',
  data: '{"amount":null}',
};
const creation = { id: 'record-1', if_match: '', must_be_new: true, document: '{"a":{"b":1}}' };
const replacement = { ...creation, if_match: '1', must_be_new: false, document: '{"a":[]}' };
const page = {
  prefix: 's/claim/open',
  name: 'claim',
  cursor: '',
  before_version: '',
  limit: 1,
};
const steps = { args: { id: 'claim-1', from_ms: 1, order: 'desc', limit: 5 } };
const byId = { args: { id: 'claim-1', ...page } };

const withDefinition = (store: ScriptStore): Promise<unknown> =>
  store.ok('workflow/put-definition', { args: definition });

async function withInstance(store: ScriptStore): Promise<void> {
  await withDefinition(store);
  await store.ok('workflow/start', { args: instance });
}

const withRecord = (store: ScriptStore): Promise<unknown> =>
  store.ok('workflow/put-record', { args: creation });

export const workflowCases: ScriptCase[] = [
  { script: 'workflow/put-definition', prepare: async () => ({ args: definition }) },
  {
    script: 'workflow/put-definition',
    when: 'finds it',
    prepare: after(withDefinition, { args: definition }),
  },
  { script: 'workflow/read-definition', prepare: after(withDefinition, { args: definition }) },
  { script: 'workflow/list-definitions', prepare: after(withDefinition, { args: page }) },
  { script: 'workflow/list-definition-versions', prepare: after(withDefinition, { args: page }) },
  { script: 'workflow/start', prepare: after(withDefinition, { args: instance }) },
  {
    script: 'workflow/start',
    when: 'of the built-in definition',
    prepare: async () => ({ args: { ...instance, definition: 'approval', data: '' } }),
  },
  { script: 'workflow/transition', prepare: after(withInstance, { args: transition }) },
  { script: 'workflow/read-instance', prepare: after(withInstance, byId) },
  { script: 'workflow/list-instances', prepare: after(withInstance, byId) },
  { script: 'workflow/list-history', prepare: after(withInstance, steps) },
  { script: 'workflow/trace-instance', prepare: after(withInstance, byId) },
  { script: 'workflow/put-record', prepare: async () => ({ args: creation }) },
  { script: 'workflow/put-record', when: 'replaces it', prepare: after(withRecord, { args: replacement }) },
  {
    script: 'workflow/patch-record',
    prepare: after(withRecord, { args: { id: 'record-1', if_match: '1', patch: '{"a":{"b":null}}' } }),
  },
  {
    script: 'workflow/delete-record',
    prepare: after(withRecord, { args: { id: 'record-1', if_match: '*' } }),
  },
  { script: 'workflow/list-records', prepare: after(withRecord, { args: { prefix: 'rec', limit: 1 } }) },
  { script: 'workflow/read-record', prepare: after(withRecord, { args: { id: 'record-1' } }) },
];
