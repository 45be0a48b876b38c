import {
  CAP_EXCEEDED,
  either,
  INVALID_STATE,
  MembersOf,
  nullable,
  oneOf,
  Problem,
  ProblemKind,
  problemKind,
  Refusals,
  sometimes,
} from '../platform/http';
import { AfterSaleRefusal, afterSaleRefusals } from './after-sale/after-sale.errors';
import { cartRefusals } from '../carts';
import { INSUFFICIENT_STOCK, InventoryRefusal, inventoryRefusals, SALE, SKU_NOT_FOUND } from '../inventory';
import {
  ACCOUNT_NOT_FOUND,
  ASSET_MISMATCH,
  GROUPED,
  INSUFFICIENT_FUNDS,
  LedgerRefusal,
  ledgerRefusals,
  LIMIT_EXCEEDED,
  SAME_ACCOUNT,
  TRANSFER_NOT_FOUND,
} from '../ledger';

export const ORDER_NOT_FOUND = problemKind(
  'ORDER_NOT_FOUND',
  404,
  'No such order',
  'Correct the id; orders are kept for good.',
);
export const ORDER_ALREADY_EXISTS = problemKind(
  'ORDER_ALREADY_EXISTS',
  409,
  'An order with this id exists',
  'Choose another id; a retry must carry the same idempotency key.',
  { id: 'order-1' },
);
export const PRICE_MISSING = problemKind(
  'PRICE_MISSING',
  409,
  'Something has no price',
  'Set a price for each SKU in `missingPrices`, or leave it out.',
  { missingPrices: ['TEE-M'] },
);
export const TOTAL_CHANGED = problemKind(
  'TOTAL_CHANGED',
  409,
  'The total is not what the customer was shown',
  'Show `total`, and send that as `expectedTotal` once the customer agrees.',
  {
    ...{ expectedTotal: sometimes(1999), total: sometimes(2099) },
    lines: sometimes([{ sku: 'TEE-M', expectedUnitPrice: nullable(1999), unitPrice: nullable(2099) }]),
  },
);
export const TOTAL_NEGATIVE = problemKind(
  'TOTAL_NEGATIVE',
  409,
  'The total would be below zero',
  'Take off less by `charges`; the least total is 0.',
);
export const ORDER_UNPRICED = problemKind(
  'ORDER_UNPRICED',
  422,
  'An order without prices has no total',
  'Leave out `members`, or `priced: false`.',
  { members: ['expectedTotal'] },
);
export const OWNER_MISMATCH = problemKind(
  'OWNER_MISMATCH',
  409,
  'The reservation belongs to somebody else',
  'Name the right reservation, or send its `ownerId` as `expectedOwnerId` if the order is meant for that owner.',
  { expectedOwnerId: 'ann', ownerId: nullable('bob') },
);

export const PAYMENT_MISMATCH = problemKind(
  'PAYMENT_MISMATCH',
  409,
  'The payment does not fit the order',
  'Make its `what` be `expected`; a leg with `rest: true` takes all that the others leave.',
  { what: oneOf('amount', 'legs', 'from'), expected: either(1999, 'ann'), actual: either(2099, 'bob') },
);

/** Obstacles of any new order. */
export const PLACING = [
  ORDER_ALREADY_EXISTS,
  SKU_NOT_FOUND,
  PRICE_MISSING,
  CAP_EXCEEDED,
  TOTAL_NEGATIVE,
  TOTAL_CHANGED,
  ...SALE,
  INSUFFICIENT_STOCK,
  TRANSFER_NOT_FOUND,
  GROUPED,
  PAYMENT_MISMATCH,
  SAME_ACCOUNT,
  ACCOUNT_NOT_FOUND,
  INVALID_STATE,
  ASSET_MISMATCH,
  LIMIT_EXCEEDED,
  INSUFFICIENT_FUNDS,
];

type OwnRefusal =
  | 'ORDER_NOT_FOUND'
  | 'ORDER_ALREADY_EXISTS'
  | 'CART_EMPTY'
  | 'PRICE_MISSING'
  | 'TOTAL_CHANGED'
  | 'TOTAL_NEGATIVE'
  | 'PAYMENT_MISMATCH'
  | 'OWNER_MISMATCH';
export type OrderRefusal = OwnRefusal | AfterSaleRefusal | InventoryRefusal | LedgerRefusal;

const ownRefusals: Refusals<OwnRefusal | 'CAP_EXCEEDED'> = {
  ORDER_NOT_FOUND: ([id]) => new Problem(ORDER_NOT_FOUND, `There is no order ${id}.`),
  ORDER_ALREADY_EXISTS: ([id]) =>
    new Problem(ORDER_ALREADY_EXISTS, `Order ${id} was placed under another idempotency key.`, { id }),
  CART_EMPTY: cartRefusals.CART_EMPTY,
  PRICE_MISSING: (missingPrices) =>
    new Problem(PRICE_MISSING, `There is no price for ${missingPrices.join(', ')}.`, { missingPrices }),
  TOTAL_CHANGED: (values) => totalChanged(values),
  TOTAL_NEGATIVE: () => new Problem(TOTAL_NEGATIVE, 'Lines and charges come to less than 0.'),
  PAYMENT_MISMATCH: ([what, ...values]) => {
    const [expected, actual] = what === 'from' ? values : values.map(Number);
    const detail = `The payment does not fit in its ${what}: ${actual}, not ${expected}.`;
    return new Problem(PAYMENT_MISMATCH, detail, { what, expected, actual });
  },
  OWNER_MISMATCH: ([id, expectedOwnerId, owner]) => {
    const ownerId = owner === '-' ? null : owner;
    const detail = `Reservation ${id} belongs to ${ownerId ?? 'nobody'}, not to ${expectedOwnerId}.`;
    return new Problem(OWNER_MISMATCH, detail, { expectedOwnerId, ownerId });
  },
  CAP_EXCEEDED: ([of = '', field = '']) => capExceeded(of, field),
};

/** The total that differs, and the lines whose prices do; either may be missing. */
function totalChanged([expected = '', total = '', ...prices]: string[]): Problem {
  const lines = [];
  for (let i = 0; i < prices.length; i += 3) {
    const [sku, shown, unitPrice] = prices.slice(i, i + 3) as [string, string, string];
    lines.push({ sku, expectedUnitPrice: priceOf(shown), unitPrice: priceOf(unitPrice) });
  }
  const told = [
    ...(expected ? [`The total is ${total}, not ${expected}.`] : []),
    ...(lines.length > 0
      ? [`Other prices than were expected: ${lines.map(({ sku }) => sku).join(', ')}.`]
      : []),
  ];
  return new Problem(TOTAL_CHANGED, told.join(' '), {
    ...(expected ? { expectedTotal: Number(expected), total: Number(total) } : {}),
    ...(lines.length > 0 ? { lines } : {}),
  });
}

const priceOf = (text: string): number | null => (text === '-' ? null : Number(text));

/** Lists of an order that are bounded, rather than its numbers. */
const LISTS = ['fulfilments', 'cancellations', 'returns', 'refunds'];
const LIST_FULL: ProblemKind = { ...CAP_EXCEEDED, title: 'The order has as many as it may have' };

function capExceeded(of: string, field: string): Problem {
  if (LISTS.includes(field)) {
    const detail = `Order ${of} has at most 100 ${field}, of 1000 lines together.`;
    return new Problem(LIST_FULL, detail, { of, field });
  }
  const whose = of || 'order';
  return new Problem(CAP_EXCEEDED, `${field} of ${of || 'the order'} would pass 9007199254740991.`, {
    of: whose,
    field,
  });
}

export const orderRefusals: Refusals<OrderRefusal> = {
  ...inventoryRefusals,
  ...ledgerRefusals,
  ...afterSaleRefusals,
  ...ownRefusals,
};

/** Refusals about money, whose members have names such as `available`. */
const FUNDS = [
  'PAYMENT_MISMATCH',
  'TRANSFER_NOT_FOUND',
  'GROUPED',
  'SAME_ACCOUNT',
  'ACCOUNT_NOT_FOUND',
  'ASSET_MISMATCH',
  'LIMIT_EXCEEDED',
  'INSUFFICIENT_FUNDS',
];

/** The members of one obstacle among several: those of the ledger come under `funds`. */
export const membersOf: MembersOf = ({ kind, extras }, [what]) =>
  FUNDS.includes(kind.code) || (kind.code === 'INVALID_STATE' && (what === 'account' || what === 'transfer'))
    ? { funds: { code: kind.code, ...extras } }
    : extras;
