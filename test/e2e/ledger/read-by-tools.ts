import { beancountAccount, beancountCommodity } from '../../../src/ledger/export/beancount-names';
import { hledgerAccount } from '../../../src/ledger/export/hledger-format';
import {
  Balances,
  beanCheck,
  beancountBalances,
  hledger,
  hledgerBalances,
} from '../../support/accounting-tools';
import { StoreCalls } from '../../support/house';
import { AccountBody } from './ledger-calls';

export const ofUse = (read: Balances): Balances =>
  Object.fromEntries(Object.entries(read).filter(([, value]) => value !== 0n));

/** The exports of a store, and what the tools of accountants make of them. */
export function readByTools(storeOf: () => StoreCalls): {
  file: (format: string, query?: string) => Promise<string>;
  balances: (nameOf: (id: string) => string, commodityOf?: (asset: string) => string) => Promise<Balances>;
  accepted: (query?: string) => Promise<void>;
} {
  const file = async (format: string, query = ''): Promise<string> =>
    (await storeOf().get(`/ledger/export?format=${format}${query}`).expect(200)).text;

  /** Balances that a tool must read: that of each account, under its names. */
  const balances = async (
    nameOf: (id: string) => string,
    commodityOf = (asset: string) => asset,
  ): Promise<Balances> => {
    const { items } = (await storeOf().get('/ledger/accounts?limit=200').expect(200)).body;
    return Object.fromEntries(
      (items as AccountBody[])
        .filter(({ balance }) => balance !== 0)
        .map(({ id, asset, balance }) => [`${nameOf(id)} ${commodityOf(asset)}`, BigInt(balance)]),
    );
  };

  /** Both tools accept the exports, and read the balances that the accounts have. */
  const accepted = async (query = ''): Promise<void> => {
    const journal = await file('hledger', query);
    expect(await hledger(journal, 'check', '--strict')).toEqual({ ok: true, output: '' });
    expect(ofUse(await hledgerBalances(journal))).toEqual(await balances(hledgerAccount));
    const ledger = await file('beancount', query);
    expect(await beanCheck(ledger)).toEqual({ ok: true, output: '' });
    expect(ofUse(await beancountBalances(ledger))).toEqual(
      await balances(beancountAccount, beancountCommodity),
    );
  };
  return { file, balances, accepted };
}
