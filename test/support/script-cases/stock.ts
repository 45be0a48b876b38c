import type { ScriptCase } from '../script-cases';
import { Call, ScriptStore } from '../script-store';
import { after, FREES, FREES_VANISHED } from './after';

const stocked = (store: ScriptStore): Promise<void> => store.receive({ TEE: 10, MUG: 3, CAP: 1 });

/** A reservation that is over still keeps six of the ten TEE. */
async function withLapsedReservation(store: ScriptStore): Promise<void> {
  await stocked(store);
  await store.reserve('reservation-1', { TEE: 6 });
  await store.lapse('reservation-1');
}

async function withVanishedReservation(store: ScriptStore): Promise<void> {
  await stocked(store);
  await store.reserve('reservation-1', { TEE: 6 });
  await store.vanish('reservation-1');
}

async function withDeduction(store: ScriptStore): Promise<void> {
  await stocked(store);
  await store.deduct('TEE', 4, 'd1');
}

async function withReversal(store: ScriptStore): Promise<void> {
  await withDeduction(store);
  await store.ok('inventory/reverse-deduction', { args: { id: 'd1', sku: 'TEE' } });
}

function adjust(amount: number, expected: number | '' = ''): Call {
  const args = { sku: 'TEE', mode: 'delta', amount, reason: 'correction', reference: 'count 7' };
  return { args: { ...args, expected_on_hand: expected } };
}

/** Three reservations of TEE, one of them of MUG too. */
async function withReservations(store: ScriptStore): Promise<void> {
  await stocked(store);
  await store.reserve('reservation-1', { TEE: 2, MUG: 2 });
  await store.reserve('reservation-2', { TEE: 3 });
  await store.reserve('reservation-3', { TEE: 1 });
}

const count = { args: { sku: 'TEE', mode: 'setTo', amount: 1, reason: 'correction' } };

const deduction = { args: { id: 'd2', sku: 'TEE', quantity: 7, reference: 'order 7' } };
const reversal = { args: { id: 'd1', sku: 'TEE' } };

function unknown(script: string, args: Record<string, string | number>): ScriptCase[] {
  return [
    {
      script,
      when: 'of a SKU that was never there',
      word: 'SKU_NOT_FOUND',
      prepare: after(stocked, { args }),
    },
  ];
}

const adjustments = [
  ...['CUP', 'setTo', 4, 'received', 'delivery 1', '', 'newest'],
  ...['TEE', 'delta', -7, 'lost', '', 10, ''],
  ...['TEE', 'delta', -99, 'lost', '', '', ''],
];
/** A call that takes more than a reservation leaves: where that is over, and where it has lost its expiry key. */
function freeing(script: string, call: Call): ScriptCase[] {
  return [
    { script, when: FREES, prepare: after(withLapsedReservation, call) },
    { script, when: FREES_VANISHED, prepare: after(withVanishedReservation, call) },
  ];
}

const deductions = [
  'd1',
  'TEE',
  4,
  '',
  '',
  'd2',
  'TEE',
  4,
  'order 7',
  '',
  'd3',
  'TEE',
  99,
  '',
  '',
  'd4',
  'NONE',
  1,
  '',
  '',
];

export const stockCases: ScriptCase[] = [
  { script: 'inventory/adjust', when: 'creates the SKU', prepare: async () => adjust(10) },
  { script: 'inventory/adjust', when: 'takes units off', prepare: after(stocked, adjust(-3, 10)) },
  ...freeing('inventory/adjust', adjust(-7)),
  ...['newest', 'oldest'].map((evict) => ({
    script: 'inventory/adjust',
    when: `ends the ${evict} reservations`,
    prepare: after(withReservations, { args: { ...count.args, evict } }),
  })),
  {
    script: 'inventory/adjust-batch',
    when: 'ends reservations',
    prepare: after(withReservations, { rest: ['TEE', 'setTo', 2, 'lost', '', '', 'newest'] }),
  },
  { script: 'inventory/adjust-batch', prepare: after(stocked, { rest: adjustments }) },
  ...freeing('inventory/adjust-batch', { rest: adjustments.slice(0, 14) }),
  { script: 'inventory/set-policy', prepare: after(stocked, { args: { sku: 'TEE', safety_stock: 4 } }) },
  { script: 'inventory/deduct', prepare: after(stocked, deduction) },
  ...freeing('inventory/deduct', deduction),
  { script: 'inventory/deduct-batch', prepare: after(stocked, { rest: deductions }) },
  ...freeing('inventory/deduct-batch', { rest: deductions.slice(0, 10) }),
  { script: 'inventory/reverse-deduction', prepare: after(withDeduction, reversal) },
  {
    script: 'inventory/reverse-deduction',
    when: 'a part, with an id of its own',
    prepare: after(withDeduction, { args: { ...reversal.args, quantity: 3, reversal: 'r1' } }),
  },
  { script: 'inventory/read-deduction', prepare: after(withReversal, reversal) },
  { script: 'inventory/read-stock', prepare: after(stocked, { args: { sku: 'TEE' } }) },
  ...unknown('inventory/read-deduction', { id: 'd1', sku: 'NONE' }),
  ...unknown('inventory/read-stock', { sku: 'NONE' }),
  ...unknown('inventory/list-movements', { sku: 'NONE', order: 'asc', limit: 50 }),
  { script: 'inventory/list-stock', prepare: after(withDeduction, { args: { cursor: 'CAP', limit: 1 } }) },
  {
    script: 'inventory/list-stock',
    when: 'of which few are available',
    prepare: after(withDeduction, { args: { cursor: '', limit: 10, prefix: 'TEE', below: 1 } }),
  },
  { script: 'inventory/read-stocks', prepare: after(withLapsedReservation, { rest: ['TEE', 'NONE'] }) },
  { script: 'inventory/scan-stock', prepare: after(withDeduction, { args: { cursor: 'CAP', limit: 1 } }) },
  ...['inventory/read-stock', 'inventory/list-stock'].map((script) => ({
    script,
    when: 'without what a reservation that is over keeps back',
    prepare: after(withLapsedReservation, { args: { sku: 'TEE', cursor: '', limit: 10 } }),
  })),
  {
    script: 'inventory/list-movements',
    when: 'between two times',
    prepare: after(withDeduction, {
      args: { sku: 'TEE', from_ms: 1, to_ms: 9_999_999_999_999, seen: 2, order: 'desc', limit: 50 },
    }),
  },
  {
    script: 'inventory/list-movements',
    prepare: after(withDeduction, { args: { sku: 'TEE', order: 'asc', limit: 50 } }),
  },
];
