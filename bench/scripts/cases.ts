import { accountCases } from './accounts';
import { cartCases } from './carts';
import { ScriptCase } from './case';
import { holdCases } from './holds';
import { ledgerCases } from './ledger';
import { orderCases } from './orders';
import { stockCases } from './stock';
import { storeCases, workflowCases } from './workflow';

/** Every mutating script, by domain. */
export const scriptCases: ScriptCase[] = [
  ...stockCases,
  ...holdCases,
  ...ledgerCases,
  ...accountCases,
  ...orderCases,
  ...cartCases,
  ...workflowCases,
  ...storeCases,
];
