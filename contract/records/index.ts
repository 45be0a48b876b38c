import { ArrayDeclaration, RecordDeclaration } from '../define';
import { account, rolling } from './account';
import { campaign, campaignLimits } from './campaign';
import { cart, price } from './cart';
import { deduction, deductionView } from './deduction';
import { entry, ledgerTotals } from './entry';
import { group } from './group';
import { movement } from './movement';
import { entryOpening, movementOpening } from './opening';
import { order, orderChange } from './order';
import { reservation } from './reservation';
import { stock, stockRules, stockView } from './stock';
import { store } from './store';
import { transfer, transferOutcome } from './transfer';
import { wait } from './wait';
import { webhook, webhookProgress } from './webhook';
import { definition, document, historyEntry, instance } from './workflow';

/**
 * One record is no list of fields and is not declared below: the idempotency record, a key `operation` each. It holds the
 * fingerprint of a request (src/platform/http/operation.decorator.ts), and behind it, without a separator, the reply of
 * the script as MessagePack: a list of `OK`, texts and numbers. The reply is handed out again byte for byte as long as the
 * record is kept, so it is never upgraded; a release that changes the form reads both. Behind it comes the trace of the
 * operation, as MessagePack too: the id of its first entry in the journal, or, of an operation without effects, when it
 * ran, and behind a blank its actor. 1.0.0 wrote none, and looks at none. lua/kernel/operation.lua is the only code that
 * knows it.
 */
export const records: readonly RecordDeclaration[] = [
  store,
  stock,
  stockRules,
  stockView,
  movementOpening,
  deduction,
  deductionView,
  reservation,
  campaign,
  campaignLimits,
  wait,
  account,
  rolling,
  transfer,
  transferOutcome,
  group,
  entry,
  entryOpening,
  ledgerTotals,
  cart,
  price,
  order,
  orderChange,
  definition,
  instance,
  document,
  webhook,
  webhookProgress,
];

export const arrays: readonly ArrayDeclaration[] = [movement, historyEntry];
