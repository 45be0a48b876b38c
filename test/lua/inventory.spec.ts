import { encodeStock } from '../../src/inventory/generated/stock-record';
import { encodeStockView } from '../../src/inventory/generated/stock-view-record';
import { Effect, effectsIn } from '../support/journal';
import { NOT_QUANTITIES } from '../support/not-quantities';
import { withoutChange } from '../support/snapshot';
import { useScriptStore } from '../support/use-script-store';

const MAX = 9007199254740991;
const operation = { id: 'operation-1', fingerprint: 'take 3' };

const the = useScriptStore({ TEE: 10 });

const unchanged = <T>(work: () => Promise<T>): Promise<T> => withoutChange(the.redis.client, work);

const journal = (): Promise<Effect[]> => effectsIn(the.redis.client, the.store.key('journal'));

/** The record of a SKU with nothing reserved. */
const stockOf = (onHand: number, sequence: number): string =>
  encodeStock({ onHand, reserved: 0, sequence, rules: '0' });

/** A SKU with nothing reserved or sold, as callers are told it. */
const viewOf = (sku: string, onHand: number): string =>
  encodeStockView({ sku, onHand, reserved: 0, sold: 0, available: onHand, safetyStock: 0, lowStock: null });

describe('defect 33: a quantity that is not valid', () => {
  it.each(NOT_QUANTITIES)('%j is refused by a deduction, and nothing is written', async (quantity) => {
    expect(await unchanged(() => the.store.deduct('TEE', quantity))).toEqual([
      'INVALID_ARGUMENT',
      'quantity',
    ]);
  });

  it.each(NOT_QUANTITIES.filter((text) => text !== '0' && text !== '-1'))(
    '%j is refused by an adjustment, and nothing is written',
    async (amount) => {
      expect(await unchanged(() => the.store.adjust('TEE', 'delta', amount))).toEqual([
        'INVALID_ARGUMENT',
        'delta',
      ]);
    },
  );

  it('is refused for its own item of a batch; the others are taken', async () => {
    const rest = ['d1', 'TEE', '0.5', '', '', 'd2', 'TEE', 2, '', '', 'd3', 'TEE', '-2', '', ''];
    const [first, second, third] = await the.store.ok('inventory/deduct-batch', { rest });
    expect([first, third]).toEqual(Array(2).fill(['INVALID_ARGUMENT', 'quantity']));
    expect(second).toMatch(/^d2 2 10 8 8 \d+$/);
    expect(await the.store.stock('TEE')).toEqual([8, 0, 2]);
  });
});

describe('defect 34: large numbers stay exact', () => {
  it.each([1000000000000005, 100000000000000, MAX])('%d − 1', async (onHand) => {
    await the.store.receive({ BOLT: onHand });
    const [word, deduction] = (await the.store.deduct('BOLT', 1, 'd1')) as [string, string];
    expect([word, deduction]).toEqual(['OK', expect.stringContaining(`d1 1 ${onHand} ${onHand - 1} `)]);
    expect(await the.redis.client.hget(the.store.key('stock'), 'BOLT')).toBe(stockOf(onHand - 1, 2));
  });

  it('sells 9007199254740991 at once, and names the cap for one more', async () => {
    await the.store.receive({ BOLT: MAX });
    expect((await the.store.deduct('BOLT', MAX))[1]).toContain(` ${MAX} ${MAX} 0 0 `);
    expect(await the.store.stock('BOLT')).toEqual([0, 0, MAX]);
    await the.store.receive({ BOLT: 1 });
    expect(await unchanged(() => the.store.deduct('BOLT', 1))).toEqual(['CAP_EXCEEDED', 'BOLT', 'sold']);
  });

  it.each([-101, -100, -1, 0, 1, 999, 1000, 1001])('a change by %d is written as it is', async (change) => {
    await the.store.receive({ BOLT: 2000 });
    expect(await the.store.adjust('BOLT', 'delta', change)).toEqual(['OK', viewOf('BOLT', 2000 + change)]);
    const movement = await the.redis.client.hget(the.store.key('movements'), 'BOLT/2');
    expect(JSON.parse(movement!).slice(1, 5)).toEqual([change, 0, 2000 + change, 0]);
  });

  it('takes nothing in beyond the cap', async () => {
    await the.store.receive({ BOLT: MAX });
    expect(await the.store.adjust('BOLT', 'delta', 1)).toEqual(['CAP_EXCEEDED', 'BOLT', 'onHand']);
    expect(await the.store.stock('BOLT')).toEqual([MAX, 0, 0]);
  });
});

it.each(['nan', '-nan', 'inf'])(
  'defect 35: %s does not brick the SKU: the next sale goes through',
  async (quantity) => {
    await the.store.deduct('TEE', quantity);
    expect((await the.store.deduct('TEE', 3))[0]).toBe('OK');
    expect(await the.store.stock('TEE')).toEqual([7, 0, 3]);
  },
);

it('a batch that names a SKU more than once counts on from one item to the next', async () => {
  const rest = [
    'd1',
    'TEE',
    1,
    '',
    '',
    'd2',
    'TEE',
    2,
    'PO 7',
    '',
    'd3',
    'TEE',
    8,
    '',
    '',
    'd4',
    'TEE',
    7,
    '',
    '',
  ];
  const [first, second, third, fourth] = await the.store.ok('inventory/deduct-batch', { rest });
  expect(first).toMatch(/^d1 1 10 9 9 \d{13}$/);
  expect(second).toMatch(/^d2 2 9 7 7 \d{13}$/);
  expect(third).toEqual(['INSUFFICIENT_STOCK', 'TEE', '8', '7']);
  expect(fourth).toMatch(/^d4 7 7 0 0 \d{13}$/);
  expect(await the.redis.client.hget(the.store.key('stock'), 'TEE')).toBe(stockOf(0, 4));
  expect(await the.store.stock('TEE')).toEqual([0, 0, 10]);
  const movements = await the.redis.client.hmget(the.store.key('movements'), 'TEE/2', 'TEE/3', 'TEE/4');
  const numbers = movements.map((json) => JSON.parse(json!).slice(1, 5));
  expect(numbers).toEqual([
    [-1, 0, 9, 0],
    [-2, 0, 7, 0],
    [-7, 0, 0, 0],
  ]);
});

it('defect 36: a deduction leaves the time to live of stock as it is', async () => {
  await the.redis.client.expire(the.store.key('stock'), 1000);
  const expiresAt = await the.redis.client.expiretime(the.store.key('stock'));
  await the.store.deduct('TEE', 3);
  expect(await the.redis.client.expiretime(the.store.key('stock'))).toBe(expiresAt);
});

it('defect 37: the journal calls a deduction a decrease, in numbers', async () => {
  await the.store.deduct('TEE', 3, 'd1');
  const data = { action: 'decrease', by: 'd1', sku: 'TEE', from: 10, to: 7, change: 3 };
  expect((await journal()).at(-1)).toEqual({ type: 'inventory.deducted', data });
});

describe('defect 38: a deduction sent twice', () => {
  const args = { id: 'd1', sku: 'TEE', quantity: 3, reference: '' };

  it('is answered with the first result, also after other sales', async () => {
    const [, ...first] = await the.store.run('inventory/deduct', { operation, args });
    await the.store.deduct('TEE', 7);
    expect(await the.store.run('inventory/deduct', { operation, args })).toEqual(['REPLAYED', ...first]);
    expect(await the.store.stock('TEE')).toEqual([0, 0, 10]);
  });

  it('with another quantity is noticed', async () => {
    await the.store.run('inventory/deduct', { operation, args });
    const other = { operation: { ...operation, fingerprint: 'take 4' }, args: { ...args, quantity: 4 } };
    expect(await unchanged(() => the.store.run('inventory/deduct', other))).toEqual([
      'IDEMPOTENCY_KEY_REUSED',
    ]);
  });

  it('under another operation is named as executed, also within one batch', async () => {
    await the.store.deduct('TEE', 3, 'd1');
    expect(await the.store.deduct('TEE', 3, 'd1')).toEqual(['OPERATION_ALREADY_EXECUTED', 'd1']);
    const rest = ['d2', 'TEE', 1, '', '', 'd2', 'TEE', 1, '', ''];
    expect((await the.store.ok('inventory/deduct-batch', { rest }))[1]).toEqual([
      'OPERATION_ALREADY_EXECUTED',
      'd2',
    ]);
    expect(await the.store.stock('TEE')).toEqual([6, 0, 4]);
  });

  it('after a refusal is decided afresh', async () => {
    const call = { operation, args: { ...args, quantity: 11 } };
    expect(await the.store.run('inventory/deduct', call)).toEqual(['INSUFFICIENT_STOCK', 'TEE', '11', '10']);
    await the.store.receive({ TEE: 1 });
    expect((await the.store.run('inventory/deduct', call))[0]).toBe('OK');
  });
});

describe('defect 39: the journal may be trimmed', () => {
  it('without what was executed being forgotten', async () => {
    const args = { id: 'd1', sku: 'TEE', quantity: 3, reference: '' };
    await the.store.run('inventory/deduct', { operation, args });
    await the.redis.client.xtrim(the.store.key('journal'), 'MAXLEN', 0);
    expect((await the.store.run('inventory/deduct', { operation, args }))[0]).toBe('REPLAYED');
    expect(await the.store.deduct('TEE', 3, 'd1')).toEqual(['OPERATION_ALREADY_EXECUTED', 'd1']);
  });

  it('and the recorded replies expire by themselves', async () => {
    await the.store.run('inventory/deduct', {
      operation,
      args: { id: 'd1', sku: 'TEE', quantity: 3, reference: '' },
    });
    const left = await the.redis.client.pttl(the.store.key('operation', operation.id));
    expect(left).toBeGreaterThan(50_000);
    expect(left).toBeLessThanOrEqual(60_000);
  });
});

describe('defect 40: units of a deduction', () => {
  const args = { id: 'd1', sku: 'TEE' };

  it('are given back once', async () => {
    await the.store.deduct('TEE', 3, 'd1');
    const [reversed] = await the.store.ok('inventory/reverse-deduction', { args });
    expect(reversed).toMatch(/^d1 3 7 10 10 \d+$/);
    expect(await the.store.stock('TEE')).toEqual([10, 0, 0]);
    expect(await unchanged(() => the.store.run('inventory/reverse-deduction', { args }))).toEqual([
      'INVALID_STATE',
      'deduction',
      'd1',
      'reversed',
    ]);
  });

  it('are not given back to another SKU, or for a deduction that never was', async () => {
    await the.store.receive({ MUG: 1 });
    await the.store.deduct('MUG', 1, 'd2');
    for (const id of ['d1', 'd2']) {
      const reply = await the.store.run('inventory/reverse-deduction', { args: { id, sku: 'TEE' } });
      expect(reply).toEqual(['DEDUCTION_NOT_FOUND', 'TEE', id]);
    }
  });
});
