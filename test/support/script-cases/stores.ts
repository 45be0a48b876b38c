import type { ScriptCase } from '../script-cases';

const create = { args: { currency: 'USD', time_zone: 'UTC' } };

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
  { script: 'stores/read-store', prepare: async () => ({}) },
  { script: 'stores/list-journal', prepare: async () => ({ args: { after: '', following: '', limit: 50 } }) },
];
