import { Config } from '../../../src/config/config';
import { useStore, WithStore } from '../../support/use-house';
import { LedgerCalls } from './ledger-calls';

/** A ledger for each test; swept only when a test asks for it, unless told otherwise. */
export function useLedger(
  settings: Partial<Config> = { SWEEP_INTERVAL_MS: 3_600_000 },
): WithStore & { readonly ledger: LedgerCalls } {
  const shared = useStore(settings);
  let ledger: LedgerCalls;
  beforeEach(() => {
    ledger = new LedgerCalls(shared.store);
  });
  return {
    get house() {
      return shared.house;
    },
    get store() {
      return shared.store;
    },
    get ledger() {
      return ledger;
    },
  };
}
