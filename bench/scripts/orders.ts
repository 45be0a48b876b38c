import { NewOrder } from '../../src/orders/orders.lua';
import { succeed } from '../support/calls';
import { Desk } from '../support/desk';
import { scriptCase, ScriptCase } from './case';
import { CUSTOMER, lines, parties, TTL_SECONDS } from './furniture';

function order(desk: Desk, paid: boolean): NewOrder {
  return { id: desk.id(), customerId: CUSTOMER, ...(paid ? { payment: parties() } : {}) };
}

async function placed(desk: Desk, store: string, count: number, paid: boolean): Promise<string> {
  const wanted = order(desk, paid);
  await succeed(desk.orders.placeOrder(desk.operation(), store, wanted, lines(count)));
  return wanted.id;
}

const of = (count: number, paid: boolean): string =>
  `${count} ${count === 1 ? 'line' : 'lines'}${paid ? ', paid' : ''}`;
const callsFor = (count: number): Pick<ScriptCase, 'calls'> => (count === 100 ? { calls: 25 } : {});

function place(count: number, paid: boolean): ScriptCase {
  return scriptCase(
    'orders/place-order',
    (desk) => {
      const [operation, wanted, content] = [desk.operation(), order(desk, paid), lines(count)];
      return (store) => desk.orders.placeOrder(operation, store, wanted, content);
    },
    { what: of(count, paid), ...callsFor(count) },
  );
}

function cancel(count: number, paid: boolean): ScriptCase {
  return scriptCase(
    'orders/cancel',
    async (desk, prepared) => {
      const [operation, id] = [desk.operation(), await placed(desk, prepared, count, paid)];
      return (store) => desk.orders.cancel({ operation, store, id, ifMatch: '' }, {}, true);
    },
    { what: of(count, paid), ...callsFor(count) },
  );
}

export const orderCases: ScriptCase[] = [
  ...[1, 10, 100].flatMap((count) => [place(count, false), place(count, true)]),
  scriptCase(
    'orders/place-reserved-order',
    async (desk, prepared) => {
      const [operation, wanted, hold] = [desk.operation(), order(desk, true), desk.id()];
      const request = { id: hold, ttlSeconds: TTL_SECONDS, lines: lines(3) };
      await succeed(desk.reservations.reserve(desk.operation(), prepared, request));
      return (store) => desk.orders.placeReservedOrder(operation, store, wanted, { id: hold });
    },
    { what: of(3, true) },
  ),
  scriptCase(
    'orders/checkout',
    async (desk, prepared) => {
      const cart = { id: desk.id(), ifMatch: '' };
      for (const { sku, quantity } of lines(5)) {
        const call = { operation: desk.operation(), store: prepared, ...cart };
        await succeed(desk.carts.addLine(call, sku, quantity));
      }
      const [operation, wanted] = [desk.operation(), order(desk, true)];
      return (store) => desk.orders.checkout(operation, store, wanted, cart);
    },
    { what: of(5, true) },
  ),
  cancel(1, false),
  cancel(3, true),
  cancel(100, true),
  scriptCase('orders/fulfil', async (desk, prepared) => {
    const [operation, id] = [desk.operation(), await placed(desk, prepared, 1, false)];
    return (store) => desk.orders.fulfil({ operation, store, id, ifMatch: '' });
  }),
];
