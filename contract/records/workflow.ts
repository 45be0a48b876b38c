import { ArrayDeclaration, count, json, RecordDeclaration, time, word } from '../define';

export const definition: RecordDeclaration = {
  name: 'definition',
  room: 'workflow',
  key: 'definitions',
  by: 'name/version; the name alone has the number of its newest version',
  what: 'one version of a workflow, which never changes',
  idsWith: '/',
  fields: [
    { name: 'created_ms', type: time, what: 'when it was written' },
    { name: 'initial', type: word, what: 'the state that an instance begins in' },
    {
      name: 'states',
      type: word,
      what: 'packed, `;pending>approved,rejected;rejected!`: where each may go, ! for a final one',
    },
  ],
  lua: { values: true },
};

export const instance: RecordDeclaration = {
  name: 'instance',
  room: 'workflow',
  key: 'instances',
  by: 'id',
  what: 'the state of one run of a workflow',
  fields: [
    { name: 'definition_name', type: word, what: 'the name of its definition', lua: 'text' },
    { name: 'definition_version', type: count, what: 'the version of its definition', lua: 'text' },
    { name: 'state', type: word, what: 'the state that it is in', lua: 'text' },
    { name: 'version', type: count, what: 'the number of the newest entry of its history', lua: 'number' },
    { name: 'created_ms', type: time, what: 'the time that it began at', lua: 'text' },
    { name: 'updated_ms', type: time, what: 'when it changed last', lua: 'text' },
    { name: 'data', type: json, what: 'a JSON object of the callers', lua: 'text' },
  ],
  lua: { given: ['id'], slots: ['definition'] },
};

export const historyEntry: ArrayDeclaration = {
  name: 'history',
  room: 'workflow',
  key: 'history',
  by: 'instance/sequence, from 1 on without gaps',
  what: 'one step of an instance',
  items: [
    { name: 'from', type: { is: 'name' }, nullable: true, what: 'the state before; the first step has none' },
    { name: 'to', type: { is: 'name' }, what: 'the state after' },
    { name: 'at_ms', type: { is: 'number' }, what: 'when it happened' },
    {
      name: 'operation',
      type: { is: 'json' },
      as: 'string',
      what: 'the id of the operation that caused it, and behind a blank the actor, where there is one',
    },
    {
      name: 'data',
      type: { is: 'json' },
      as: 'object',
      nullable: true,
      what: 'the data that the call brought',
    },
  ],
  head: 3,
};

export const document: RecordDeclaration = {
  name: 'document',
  room: 'workflow',
  key: 'records',
  by: 'id',
  what: 'a JSON object with a version; callers know it as a record',
  fields: [
    { name: 'version', type: count, what: 'counted for the whole store' },
    { name: 'json', type: json, what: 'the object, as its caller wrote it' },
  ],
  lua: { values: true },
};
