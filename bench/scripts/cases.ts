import { accountCases } from './accounts';
import { campaignCases } from './campaigns';
import { cartCases } from './carts';
import { ScriptCase } from './case';
import { feedCases } from './feed';
import { reservationCases } from './reservations';
import { groupCases } from './groups';
import { ledgerCases } from './ledger';
import { orderCases } from './orders';
import { stockCases } from './stock';
import { waitCases } from './waits';
import { storeCases, workflowCases } from './workflow';

/** Every mutating script, by domain. */
export const scriptCases: ScriptCase[] = [
  ...stockCases,
  ...campaignCases,
  ...reservationCases,
  ...waitCases,
  ...ledgerCases,
  ...groupCases,
  ...accountCases,
  ...orderCases,
  ...cartCases,
  ...workflowCases,
  ...storeCases,
  ...feedCases,
];
