import type { ScriptCase } from '../script-cases';
import { Call, ScriptStore } from '../script-store';

function adjust(sku: string, amount: number, expected = ''): Call {
  const args = {
    sku,
    mode: 'delta',
    amount,
    reason: 'correction',
    reference: 'count 7',
    expected_on_hand: expected,
  };
  return { args };
}

/** Ten TEE of which a hold that is over still keeps six. */
async function withLapsedHold(store: ScriptStore): Promise<void> {
  await store.receive({ TEE: 10 });
  await store.reserve('hold-1', { TEE: 6 });
  await store.lapse('hold-1');
}

const deduction = { id: 'deduction-1', sku: 'TEE', quantity: 7, reference: 'order 7' };
const FREES = 'frees what a hold that is over keeps back';

export const stockCases: ScriptCase[] = [
  { script: 'inventory/adjust', when: 'creates the SKU', prepare: async () => adjust('TEE', 10) },
  {
    script: 'inventory/adjust',
    when: 'takes units off',
    prepare: async (store) => {
      await store.receive({ TEE: 10 });
      return adjust('TEE', -3, '10');
    },
  },
  {
    script: 'inventory/adjust',
    when: FREES,
    prepare: async (store) => {
      await withLapsedHold(store);
      return adjust('TEE', -7);
    },
  },
  {
    script: 'inventory/adjust-batch',
    prepare: async (store) => {
      await store.receive({ TEE: 10 });
      const creation = ['MUG', 'setTo', 4, 'received', 'delivery 1', ''];
      return { rest: [...creation, 'TEE', 'delta', -2, 'lost', '', 10, 'TEE', 'delta', -99, 'lost', '', ''] };
    },
  },
  {
    script: 'inventory/adjust-batch',
    when: FREES,
    prepare: async (store) => {
      await withLapsedHold(store);
      return { rest: ['TEE', 'setTo', 3, 'damaged', '', '', 'MUG', 'delta', 1, 'received', '', ''] };
    },
  },
  {
    script: 'inventory/deduct',
    prepare: async (store) => {
      await store.receive({ TEE: 10 });
      return { args: deduction };
    },
  },
  {
    script: 'inventory/deduct',
    when: FREES,
    prepare: async (store) => {
      await withLapsedHold(store);
      return { args: deduction };
    },
  },
  {
    script: 'inventory/deduct-batch',
    prepare: async (store) => {
      await store.receive({ TEE: 10, MUG: 3 });
      return {
        rest: ['d1', 'TEE', 2, '', 'd2', 'MUG', 3, 'order 7', 'd3', 'TEE', 99, '', 'd4', 'NONE', 1, ''],
      };
    },
  },
  {
    script: 'inventory/deduct-batch',
    when: FREES,
    prepare: async (store) => {
      await withLapsedHold(store);
      return { rest: ['d1', 'TEE', 4, '', 'd2', 'TEE', 4, ''] };
    },
  },
  {
    script: 'inventory/reverse-deduction',
    prepare: async (store) => {
      await store.receive({ TEE: 10 });
      await store.deduct('TEE', 4, 'd1');
      return { args: { id: 'd1', sku: 'TEE' } };
    },
  },
  {
    script: 'inventory/read-deduction',
    prepare: async (store) => {
      await store.receive({ TEE: 10 });
      await store.deduct('TEE', 4, 'd1');
      await store.ok('inventory/reverse-deduction', { args: { id: 'd1', sku: 'TEE' } });
      return { args: { id: 'd1', sku: 'TEE' } };
    },
  },
  {
    script: 'inventory/read-stock',
    prepare: async (store) => {
      await store.receive({ TEE: 10 });
      return { args: { sku: 'TEE' } };
    },
  },
  {
    script: 'inventory/list-stock',
    prepare: async (store) => {
      await store.receive({ TEE: 10, MUG: 3, CAP: 1 });
      await store.deduct('MUG', 1);
      return { args: { cursor: 'CAP', limit: 1 } };
    },
  },
  {
    script: 'inventory/list-movements',
    prepare: async (store) => {
      await store.receive({ TEE: 10 });
      await store.deduct('TEE', 1);
      return { args: { sku: 'TEE', after_sequence: 0, limit: 50 } };
    },
  },
];
