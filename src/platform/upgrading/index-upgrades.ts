import { RecordUpgrade } from '../generated/format';

/**
 * Scripts that list in an index what older releases did not list there. Each may be run again at any time, and a page
 * answers as one of records does.
 */
export const INDEX_UPGRADES: readonly RecordUpgrade[] = [
  { script: 'orders/list-for-both', key: 'order_index' },
  { script: 'workflow/list-record-ids', key: 'record_ids' },
  { script: 'ledger/list-earlier-transfers', key: 'transfer_index' },
];
