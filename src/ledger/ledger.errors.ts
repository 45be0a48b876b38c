import {
  FieldError,
  INVALID_STATE,
  invalid,
  Problem,
  problemKind,
  Refusals,
  sometimes,
} from '../platform/http';
import { isoTime, RefusalOf, Result, ScriptName } from '../platform/redis';
import { LIMIT_EXCEEDED, limitExceeded } from './limit-exceeded';
import { MAX_METADATA_CHARACTERS } from './notes';

export { LIMIT_EXCEEDED };

export const ACCOUNT_NOT_FOUND = problemKind(
  'ACCOUNT_NOT_FOUND',
  404,
  'No such account',
  'Create it with `PUT …/accounts/{id}`, or correct its id; `accounts` lists the unknown ones.',
  { accounts: ['alice'] },
);
export const TRANSFER_NOT_FOUND = problemKind(
  'TRANSFER_NOT_FOUND',
  404,
  'No such transfer',
  'Correct the id; a transfer that was answered with an error does not exist.',
);
export const ACCOUNT_CONFLICT = problemKind(
  'ACCOUNT_CONFLICT',
  409,
  'The account is in another asset',
  'The asset of an account is set once; use another account for another asset.',
  { asset: 'USD' },
);
export const ACCOUNT_NOT_EMPTY = problemKind(
  'ACCOUNT_NOT_EMPTY',
  409,
  'The account is not empty',
  'Move its `balance` away, and post or void what is `held` and `incoming`.',
  { balance: 500, held: 0, incoming: 0 },
);
export const TRANSFER_ALREADY_EXISTS = problemKind(
  'TRANSFER_ALREADY_EXISTS',
  409,
  'A transfer with this id exists',
  'Read it with `GET …/transfers/{id}`; a retry must carry the same idempotency key.',
  { id: 'transfer-1' },
);
export const GROUP_NOT_FOUND = problemKind(
  'GROUP_NOT_FOUND',
  404,
  'No such group of transfers',
  'Correct the id; a batch that was answered with an error made no group.',
);
export const GROUP_ALREADY_EXISTS = problemKind(
  'GROUP_ALREADY_EXISTS',
  409,
  'A group with this id exists',
  'Read it with `GET …/groups/{id}`; a retry must carry the same idempotency key.',
  { id: 'group-1' },
);
export const GROUPED = problemKind(
  'GROUPED',
  409,
  'The transfer belongs to a group',
  'End all of `group` together with `POST …/groups/{id}/post`, `void` or `reverse`; where it pays `orderId`, capture, ' +
    'cancel or refund that order.',
  { id: sometimes('transfer-1'), group: 'group-1', orderId: sometimes('order-1') },
);
export const INSUFFICIENT_FUNDS = problemKind(
  'INSUFFICIENT_FUNDS',
  409,
  'Not enough is available',
  'Move at most `available`, or put money into the account first.',
  { account: 'alice', available: 500, requested: 700 },
);
export const AMOUNT_EXCEEDED = problemKind(
  'AMOUNT_EXCEEDED',
  409,
  'More than is left of the transfer',
  'Post or reverse at most `left`.',
  { id: 'transfer-1', requested: 700, left: 500 },
);
export const SAME_ACCOUNT = problemKind(
  'SAME_ACCOUNT',
  422,
  'Sender and receiver are the same account',
  'Name two accounts.',
  { account: 'alice' },
);
export const ASSET_MISMATCH = problemKind(
  'ASSET_MISMATCH',
  422,
  'The accounts are in different assets',
  'Money is not converted: name two accounts of one asset, or exchange by two transfers over `@world`.',
  { assets: { from: 'USD', to: 'EUR' } },
);
export const SYSTEM_ACCOUNT = problemKind(
  'SYSTEM_ACCOUNT',
  422,
  'The account belongs to the store',
  '`@world` exists by itself and has no settings; use an account of your own.',
  { account: '@world' },
);

/** The words by which scripts of the ledger refuse, beside those that any script may answer. */
export type LedgerRefusal = RefusalOf<Extract<ScriptName, `ledger/${string}`>>;
export type LedgerResult<T> = Result<T, LedgerRefusal>;

export const ledgerRefusals: Refusals<LedgerRefusal> = {
  ACCOUNT_NOT_FOUND: (accounts) =>
    new Problem(ACCOUNT_NOT_FOUND, `There is no account ${accounts.join(', ')}.`, { accounts }),
  TRANSFER_NOT_FOUND: ([id]) => new Problem(TRANSFER_NOT_FOUND, `There is no transfer ${id}.`),
  ACCOUNT_CONFLICT: ([id, asset]) => new Problem(ACCOUNT_CONFLICT, `${id} is in ${asset}.`, { asset }),
  ACCOUNT_NOT_EMPTY: ([id, ...numbers]) => {
    const [balance, held, incoming] = numbers.map(Number);
    const detail = `${id} has a balance of ${balance}, ${held} held and ${incoming} incoming.`;
    return new Problem(ACCOUNT_NOT_EMPTY, detail, { balance, held, incoming });
  },
  TRANSFER_ALREADY_EXISTS: ([id]) =>
    new Problem(TRANSFER_ALREADY_EXISTS, `Transfer ${id} was made under another idempotency key.`, { id }),
  GROUP_NOT_FOUND: ([id]) => new Problem(GROUP_NOT_FOUND, `There is no group ${id}.`),
  GROUP_ALREADY_EXISTS: ([id]) =>
    new Problem(GROUP_ALREADY_EXISTS, `Group ${id} was made under another idempotency key.`, { id }),
  GROUPED: ([id, group, orderId]) =>
    orderId === undefined
      ? new Problem(GROUPED, `The transfer ${id} belongs to the group ${group}.`, { id, group })
      : new Problem(GROUPED, `The group ${group} pays the order ${orderId}.`, { id, group, orderId }),
  INSUFFICIENT_FUNDS: ([account, ...numbers]) => {
    const [requested, available] = numbers.map(Number);
    const detail = `${account} has ${available} available, ${requested} would be needed.`;
    return new Problem(INSUFFICIENT_FUNDS, detail, { account, available, requested });
  },
  LIMIT_EXCEEDED: limitExceeded,
  AMOUNT_EXCEEDED: ([id, ...numbers]) => {
    const [requested, left] = numbers.map(Number);
    return new Problem(AMOUNT_EXCEEDED, `${left} are left of transfer ${id}, not ${requested}.`, {
      id,
      requested,
      left,
    });
  },
  SAME_ACCOUNT: ([account]) => new Problem(SAME_ACCOUNT, `${account} cannot send to itself.`, { account }),
  ASSET_MISMATCH: ([from, fromAsset, to, toAsset]) =>
    new Problem(ASSET_MISMATCH, `${from} is in ${fromAsset}, ${to} in ${toAsset}.`, {
      assets: { from: fromAsset, to: toAsset },
    }),
  SYSTEM_ACCOUNT: ([account]) => new Problem(SYSTEM_ACCOUNT, `${account} belongs to the store.`, { account }),
  NOT_YET: ([nowMs]) =>
    invalid([{ pointer: '?at', detail: `at lies behind ${isoTime(nowMs)}, which is now` }]),
  READ_ONLY: (values) => invalid(changedMembers(values)),
  METADATA_TOO_LONG: ([characters]) =>
    invalid([
      {
        pointer: '/metadata',
        detail: `it would have ${characters} characters, and at most ${MAX_METADATA_CHARACTERS} are kept`,
      },
    ]),
  INVALID_STATE: ([what, id, state]) =>
    new Problem(INVALID_STATE, `The ${what} ${id} is ${state}.`, { id, state }),
};

/** Members that are no settings, each with what it is behind it. */
function changedMembers(values: string[]): FieldError[] {
  const errors: FieldError[] = [];
  for (let i = 0; i < values.length; i += 2) {
    const [name, text] = [values[i]!, values[i + 1]!];
    const value = /At$/.test(name) ? isoTime(text) : text;
    const detail = `${name} is ${value} and is no setting; send it as it was read, or leave it out`;
    errors.push({ pointer: `/${name}`, detail });
  }
  return errors;
}
