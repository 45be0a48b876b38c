import { campaignCases } from './script-cases/campaigns';
import { cartCases } from './script-cases/carts';
import { feedCases } from './script-cases/feed';
import { inCampaign } from './script-cases/in-campaign';
import { ledgerCases } from './script-cases/ledger';
import { orderCases } from './script-cases/orders';
import { priceCases } from './script-cases/prices';
import { reservationCases } from './script-cases/reservations';
import { stockCases } from './script-cases/stock';
import { storeCases } from './script-cases/stores';
import { upkeepCases } from './script-cases/upkeep';
import { trimCases } from './script-cases/trimmed-entries';
import { upgradeCases } from './script-cases/upgrades';
import { waitCases, whereSomebodyWaits } from './script-cases/waits';
import { workflowCases } from './script-cases/workflow';
import { Call, ScriptStore } from './script-store';

/** A realistic call of one script. Every script needs one that it answers with OK; each path that writes, one more. */
export interface ScriptCase {
  script: string;
  /** The special thing about it, after the script's name. */
  when?: string;
  /** The word it answers; OK unless said otherwise. */
  word?: string;
  /** It makes the store, so that it cannot miss it. */
  needsNoStore?: boolean;
  /** Brings a fresh store to where the call makes sense, and gives the call. */
  prepare: (store: ScriptStore) => Promise<Call>;
}

const withoutLines: ScriptCase[] = [
  ...storeCases,
  ...stockCases,
  ...campaignCases,
  ...reservationCases,
  ...upkeepCases,
  ...priceCases,
  ...cartCases,
  ...orderCases,
  ...ledgerCases,
  ...trimCases,
  ...workflowCases,
  ...feedCases,
  ...upgradeCases,
];

export const scriptCases: ScriptCase[] = [
  ...withoutLines,
  ...inCampaign([...withoutLines, ...waitCases]),
  ...whereSomebodyWaits(withoutLines),
  ...waitCases,
];
