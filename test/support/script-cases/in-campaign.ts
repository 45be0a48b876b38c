import type { ScriptCase } from '../script-cases';
import { ScriptStore, Units } from '../script-store';

/** One case of each script that may change what a campaign counts: its script, and the special thing about it. */
const CASES: [script: string, when?: string][] = [
  ['carts/add-line', 'of a held cart'],
  ['carts/clear-cart', 'that is held'],
  ['carts/hold-cart'],
  ['carts/merge-carts', 'holds anew'],
  ['carts/remove-units', 'of a held cart'],
  ['carts/set-line', 'of a held cart'],
  ['inventory/adjust-batch', 'ends reservations'],
  ['inventory/adjust', 'ends the newest reservations'],
  ['inventory/cancel-wait'],
  ['inventory/commit', 'ends a reservation that is over'],
  ['inventory/deduct-batch'],
  ['inventory/extend', 'ends a reservation that is over'],
  ['inventory/release-due'],
  ['inventory/release-due-waits'],
  ['inventory/repair-stock', 'finds units that somebody waits for'],
  ['inventory/reserve'],
  ['inventory/run-lines'],
  ['inventory/set-lines'],
  ['inventory/set-policy', 'keeps less than before, and somebody waits'],
  ['inventory/wait', 'is promoted'],
  ['orders/cancel', 'in part'],
  ['orders/capture', 'of an order that is over'],
  ['orders/checkout'],
  ['orders/place-order'],
  ['orders/place-reserved-order'],
  ['orders/release-due'],
  ['orders/take-back'],
];

/** Has all SKUs be in a campaign from the moment that there is something of them. */
function keepInCampaign(store: ScriptStore): ScriptStore {
  const receive = store.receive.bind(store);
  store.receive = async (units: Units): Promise<void> => {
    await receive(units);
    await store.ok('inventory/put-campaign', { args: { id: 'drop', total: 999 }, rest: Object.keys(units) });
  };
  return store;
}

/** Those cases, in a campaign. */
export function inCampaign(cases: ScriptCase[]): ScriptCase[] {
  return CASES.map(([script, when]) => {
    const found = cases.find((one) => one.script === script && one.when === when);
    if (!found) throw new Error(`there is no case ${when ?? ''} of ${script}`);
    const { prepare } = found;
    const told = [when, 'in a campaign'].filter(Boolean).join(', ');
    return { ...found, when: told, prepare: (store) => prepare(keepInCampaign(store)) };
  });
}
