import { decodeOutcome } from '../../src/ledger/generated/outcome-record';
import { currentOrder } from '../../src/orders/order-record';
import { unpackLines, uuidv7 } from '../../src/platform/redis';
import { IN_PATH, OPERATION, Providers } from '../support/raw-call';

const STORE = 'main';
const INVENTORY = `/v1/stores/${STORE}/inventory`;

/** A route of the service with nothing around its script: the same address, the same script, the same answer. */
export interface BareRoute {
  method: 'GET' | 'POST';
  url: string;
  status: number;
  call: (lua: Providers) => Promise<unknown>;
  /** Makes the service's answer of the values that follow `OK` in the reply, and of the id in the path. */
  answer: (values: string[], id: string) => unknown;
}

export const BARE_ROUTES: BareRoute[] = [
  {
    method: 'POST',
    url: `${INVENTORY}/items/:id/deductions`,
    status: 201,
    call: ({ deductions }) =>
      deductions.deduct(OPERATION, STORE, { id: uuidv7(), sku: IN_PATH, quantity: 1, reference: undefined }),
    answer: ([deduction], sku) => {
      const [id, quantity, from, to, available, atMs] = deduction!.split(' ');
      const numbers = { quantity: Number(quantity), from: Number(from), to: Number(to) };
      return { id, sku, ...numbers, available: Number(available), createdAt: iso(atMs) };
    },
  },
  {
    method: 'POST',
    url: `${INVENTORY}/reservations`,
    status: 201,
    call: ({ reservations }) => {
      const lines = [0, 1, 2].map((i) => ({ sku: `SKU-${i}`, quantity: 1 }));
      return reservations.reserve(OPERATION, STORE, { id: uuidv7(), ttlSeconds: 900, lines });
    },
    answer: ([id, record]) => {
      const [state, expiresMs, , createdMs, , lines] = record!.split(' ');
      return {
        id,
        state,
        lines: unpackLines(lines!),
        ownerId: null,
        createdAt: iso(createdMs),
        expiresAt: iso(expiresMs),
      };
    },
  },
  {
    method: 'POST',
    url: `/v1/stores/${STORE}/ledger/transfers`,
    status: 201,
    call: ({ transfers }) =>
      transfers.transfer(OPERATION, STORE, {
        id: uuidv7(),
        from: 'ann',
        to: 'shop',
        amount: 1,
        notes: '{}',
      }),
    answer: ([text, id]) => {
      const { asset, fromBalance, toBalance, atMs } = decodeOutcome(text!);
      const parties = { from: 'ann', to: 'shop' };
      const amounts = { amount: 1, postedAmount: 1, reversedAmount: 0, asset };
      const balances = { from: fromBalance, to: toBalance };
      const times = { createdAt: iso(atMs), expiresAt: null };
      return { id, state: 'posted', ...parties, ...amounts, balances, ...times };
    },
  },
  {
    method: 'POST',
    url: `/v1/stores/${STORE}/carts/:id/checkout`,
    status: 201,
    call: ({ placing }) => {
      const order = { id: uuidv7(), customerId: 'ann', payment: { from: 'ann', to: 'shop' } };
      return placing.checkout(OPERATION, STORE, order, { id: IN_PATH, ifMatch: '' });
    },
    answer: ([id, record]) => currentOrder([id!, record!]),
  },
  {
    method: 'GET',
    url: `${INVENTORY}/items/:id`,
    status: 200,
    call: ({ inventory }) => inventory.readStock(STORE, IN_PATH),
    answer: ([stock]) => {
      const [sku, ...texts] = stock!.split(' ');
      const [onHand, reserved, sold] = texts.map(Number) as [number, number, number];
      return { sku, onHand, reserved, available: onHand - reserved, sold };
    },
  },
];

function iso(ms: string | number | undefined): string {
  return new Date(Number(ms)).toISOString();
}
