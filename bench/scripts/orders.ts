import { OrderCall } from '../../src/orders/after-sale/after-sale.lua';
import { NewOrder } from '../../src/orders/placing/placing.lua';
import { sleep } from '../../test/support/time';
import { succeed } from '../support/calls';
import { ServiceScripts } from '../support/service-scripts';
import { scriptCase, ScriptCase } from './case';
import { checkoutCases } from './checkouts';
import { CUSTOMER, lines, parties, TTL_SECONDS } from './filled-store';

function order(scripts: ServiceScripts, paid: boolean): NewOrder {
  return { id: scripts.id(), customerId: CUSTOMER, ...(paid ? { payment: parties() } : {}) };
}

async function placed(scripts: ServiceScripts, store: string, count: number, paid: boolean): Promise<string> {
  const wanted = order(scripts, paid);
  await succeed(scripts.placing.placeOrder(scripts.operation(), store, wanted, lines(count)));
  return wanted.id;
}

interface Half {
  lines: { sku: string; quantity: number }[];
}

const of = (count: number, paid: boolean): string =>
  `${count} ${count === 1 ? 'line' : 'lines'}${paid ? ', paid' : ''}`;
const callsFor = (count: number): Pick<ScriptCase, 'calls'> => (count === 100 ? { calls: 25 } : {});

function place(count: number, paid: boolean): ScriptCase {
  return scriptCase(
    'orders/place-order',
    (scripts) => {
      const [operation, wanted, content] = [scripts.operation(), order(scripts, paid), lines(count)];
      return (store) => scripts.placing.placeOrder(operation, store, wanted, content);
    },
    { what: of(count, paid), ...callsFor(count) },
  );
}

function cancel(count: number, paid: boolean): ScriptCase {
  return scriptCase(
    'orders/cancel',
    async (scripts, prepared) => {
      const [operation, id] = [scripts.operation(), await placed(scripts, prepared, count, paid)];
      return (store) => scripts.afterSale.cancel({ operation, store, id, ifMatch: '' }, {}, true);
    },
    { what: of(count, paid), ...callsFor(count) },
  );
}

/** Paid in three legs: an amount, a share and the rest. */
const inLegs = scriptCase(
  'orders/place-order',
  (scripts) => {
    const { from, to } = parties();
    const payment = { from, legs: `${to}*a*1,${to}*s*1000,${to}*r*0` };
    const [operation, wanted] = [scripts.operation(), { ...order(scripts, false), payment }];
    return (store) => scripts.placing.placeOrder(operation, store, wanted, lines(1));
  },
  { what: '1 line, paid in 3 legs' },
);
/** Three lines of two units, sold and paid; the half of each is what comes after. */
async function sold(scripts: ServiceScripts, store: string, fulfilled: boolean): Promise<[OrderCall, Half]> {
  const [wanted, half] = [order(scripts, true), lines(3)];
  const all = half.map(({ sku }) => ({ sku, quantity: 2 }));
  await succeed(scripts.placing.placeOrder(scripts.operation(), store, wanted, all));
  const call = (): OrderCall => ({ operation: scripts.operation(), store, id: wanted.id, ifMatch: '' });
  if (fulfilled) await succeed(scripts.afterSale.fulfil(call(), {}));
  return [call(), { lines: half }];
}

async function authorised(scripts: ServiceScripts, store: string, ttlSeconds: number): Promise<string> {
  const { from, to } = parties();
  const wanted = { ...order(scripts, false), payment: { from, legs: `${to}*r*0`, ttlSeconds } };
  await succeed(scripts.placing.placeOrder(scripts.operation(), store, wanted, lines(1)));
  return wanted.id;
}

const capture = scriptCase(
  'orders/capture',
  async (scripts, prepared) => {
    const [operation, id] = [scripts.operation(), await authorised(scripts, prepared, TTL_SECONDS)];
    return (store) => scripts.authorisations.capture({ operation, store, id, ifMatch: '' });
  },
  { what: '1 line' },
);

/** Each call ends one order that is over. */
const release: ScriptCase = {
  script: 'orders/release-due',
  what: '1 order',
  calls: 32,
  prepare: async (scripts, store, count) => {
    for (let i = 0; i < count; i++) await authorised(scripts, store, 1);
    await sleep(1_500);
    return Array.from({ length: count }, () => async (where: string) => {
      const { released } = await scripts.orderSweep.release(where, ['one']);
      return { ok: released === 1 };
    });
  },
};

export const orderCases: ScriptCase[] = [
  inLegs,
  capture,
  release,
  ...[1, 10, 100].flatMap((count) => [place(count, false), place(count, true)]),
  scriptCase(
    'orders/place-reserved-order',
    async (scripts, prepared) => {
      const [operation, wanted, reservation] = [scripts.operation(), order(scripts, true), scripts.id()];
      const request = { id: reservation, ttlSeconds: TTL_SECONDS, lines: lines(3) };
      await succeed(scripts.reservations.reserve(scripts.operation(), prepared, request));
      return (store) => scripts.placing.placeReservedOrder(operation, store, wanted, { id: reservation });
    },
    { what: of(3, true) },
  ),
  ...checkoutCases,
  cancel(1, false),
  cancel(3, true),
  cancel(100, true),
  scriptCase('orders/fulfil', async (scripts, prepared) => {
    const [operation, id] = [scripts.operation(), await placed(scripts, prepared, 1, false)];
    return (store) => scripts.afterSale.fulfil({ operation, store, id, ifMatch: '' }, {});
  }),
  scriptCase(
    'orders/fulfil',
    async (scripts, prepared) => {
      const [call, half] = await sold(scripts, prepared, false);
      return (store) => scripts.afterSale.fulfil({ ...call, store }, half);
    },
    { what: 'a part of 3 lines' },
  ),
  scriptCase(
    'orders/take-back',
    async (scripts, prepared) => {
      const [call, half] = await sold(scripts, prepared, true);
      return (store) => scripts.afterSale.takeBack({ ...call, store }, half, true);
    },
    { what: 'a part of 3 lines, paid' },
  ),
  scriptCase(
    'orders/refund',
    async (scripts, prepared) => {
      const [call] = await sold(scripts, prepared, true);
      return (store) => scripts.afterSale.refund({ ...call, store }, { amount: 1 });
    },
    { what: 'of a paid order' },
  ),
];
