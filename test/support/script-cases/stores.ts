import type { ScriptCase } from '../script-cases';

const create = { args: { currency: 'USD', time_zone: 'UTC' } };

/** Its fingerprint is as long as those of requests are. */
const done = { id: 'operation-1', fingerprint: 'f'.repeat(22), caller: 'till' };
const find = { ...create, operation: done };

export const storeCases: ScriptCase[] = [
  {
    script: 'stores/create-store',
    needsNoStore: true,
    prepare: async (store) => {
      await store.redis.del(...store.keysOf('stores/read-store', {}));
      return create;
    },
  },
  {
    script: 'stores/create-store',
    when: 'finds it',
    needsNoStore: true,
    prepare: async () => create,
  },
  {
    script: 'stores/create-store',
    when: 'sets its defaults',
    needsNoStore: true,
    prepare: async () => ({ args: { ...create.args, sets_defaults: true, ttl_seconds: 60, daily: 5 } }),
  },
  { script: 'stores/read-store', prepare: async () => ({}) },
  {
    script: 'stores/read-operation',
    when: 'reads its effects',
    prepare: async (store) => {
      await store.redis.del(store.key('store'));
      await store.ok('stores/create-store', find);
      return { operation: done };
    },
  },
  {
    script: 'stores/read-operation',
    when: 'finds that it had none',
    prepare: async (store) => {
      await store.ok('stores/create-store', find);
      return { operation: done };
    },
  },
  { script: 'stores/read-operation', word: 'OPERATION_NOT_FOUND', prepare: async () => ({}) },
  { script: 'stores/list-journal', prepare: async () => ({ args: { order: 'asc', limit: 50 } }) },
  {
    script: 'stores/list-journal',
    when: 'newest first',
    prepare: async () => ({ args: { order: 'desc', limit: 50 } }),
  },
  { script: 'stores/find-journal-end', prepare: async () => ({}) },
];
