import { Injectable } from '@nestjs/common';
import { Problem, STORE_NOT_FOUND } from '../../platform/http';
import { AccountsByKey, EntrySums, LedgerAuditLua } from './audit.lua';
import { AssetTotals, LedgerAuditReport, LedgerBalance, LedgerDrift, UnsettledAccount } from './upkeep.dto';
import { AccountRecord } from '../generated/account-record';
import { TransferRecord } from '../generated/transfer-record';

const PASSES = 3;

/** The sums that an account is compared with. */
interface Sums extends EntrySums {
  held: bigint;
  incoming: bigint;
}

interface Pass {
  before: AccountsByKey;
  after: AccountsByKey;
  totals: AssetTotals[];
  pending: TransferRecord[];
}

/**
 * Adds up every account, entry and pending transfer of a store and compares. Nothing is locked meanwhile: an account
 * that counts as many entries and changes before and after the rest was read can be compared with it. Any other is read
 * again, and one whose entries left for the archive while they were read.
 */
@Injectable()
export class LedgerAuditService {
  constructor(private readonly lua: LedgerAuditLua) {}

  async balance(store: string): Promise<LedgerBalance> {
    const assets = await this.totalsOf(store);
    return { balanced: assets.every(({ debits, credits }) => debits === credits), assets };
  }

  async audit(store: string, deep: boolean): Promise<LedgerAuditReport> {
    const report = { accounts: 0, entries: 0, pending: 0, drift: [] as LedgerDrift[], unsettled: [] };
    if (!deep) return { ...(await this.balance(store)), ...report };
    const compared = new Set<string>();
    let unsettled: UnsettledAccount[] = [];
    for (let pass = 0; pass < PASSES; pass++) {
      const read = await this.readAll(store);
      const restless = await this.compare(store, read, compared, report);
      unsettled = restless.map(nameOf);
      report.accounts = read.after.size;
      report.pending = read.pending.length;
      if (unsettled.length === 0) break;
    }
    return { ...(await this.balance(store)), ...report, unsettled };
  }

  private async readAll(store: string): Promise<Pass> {
    await this.totalsOf(store);
    const before = await this.lua.accounts(store);
    const [totals, pending] = [await this.totalsOf(store), await this.lua.pending(store)];
    return { before, after: await this.lua.accounts(store), totals, pending };
  }

  /** Compares the accounts and totals that stood still and were not compared yet; returns the keys of those that moved. */
  private async compare(
    store: string,
    { before, after, totals, pending }: Pass,
    compared: Set<string>,
    report: { entries: number; drift: LedgerDrift[] },
  ): Promise<string[]> {
    const moved = new Set<string>();
    for (const [key, record] of after) if (!sameState(before.get(key), record)) moved.add(key);
    const sums = pendingSums(pending);
    const left: string[] = [];
    for (const [key, record] of after) {
      if (moved.has(key) || compared.has(key)) continue;
      const entries = await this.lua.entries(store, key, record);
      if (!entries) {
        left.push(key);
        continue;
      }
      compared.add(key);
      report.entries += entries.count;
      report.drift.push(...accountDrift(key, record, { ...entries, ...(sums.get(key) ?? NOTHING) }));
    }
    const restless = new Set([...moved].map((key) => after.get(key)!.asset));
    for (const total of totals) {
      const key = `/${total.asset}`;
      if (restless.has(total.asset) || compared.has(key) || after.size === 0) continue;
      compared.add(key);
      report.drift.push(...totalsDrift(total, after));
    }
    const unsettled = [...moved, ...left, ...[...restless].map((asset) => `/${asset}`)];
    return unsettled.filter((key) => !compared.has(key));
  }

  private async totalsOf(store: string): Promise<AssetTotals[]> {
    const totals = await this.lua.totals(store);
    if (!totals) throw new Problem(STORE_NOT_FOUND, 'There is no such store.');
    return totals;
  }
}

function sameState(before: AccountRecord | undefined, after: AccountRecord): boolean {
  return before?.sequence === after.sequence && before.changes === after.changes;
}

const NOTHING = { held: 0n, incoming: 0n };

function pendingSums(pending: TransferRecord[]): Map<string, { held: bigint; incoming: bigint }> {
  const sums = new Map<string, { held: bigint; incoming: bigint }>();
  const of = (id: string, asset: string): { held: bigint; incoming: bigint } => {
    const key = id === '@world' ? `${id}/${asset}` : id;
    const sum = sums.get(key) ?? { ...NOTHING };
    sums.set(key, sum);
    return sum;
  };
  for (const { from, to, asset, amount } of pending) {
    of(from, asset).held += BigInt(amount);
    of(to, asset).incoming += BigInt(amount);
  }
  return sums;
}

function accountDrift(key: string, record: AccountRecord, sums: Sums): LedgerDrift[] {
  const { asset, balance, sequence, held, incoming } = record;
  return differences({ account: key.split('/')[0]!, asset }, [
    ['balance', balance, sums.change],
    ['entries', sequence, BigInt(sums.count)],
    ['balanceAfter', sums.count, BigInt(sums.consistent)],
    ['held', held, sums.held],
    ['incoming', incoming, sums.incoming],
  ]);
}

function totalsDrift({ asset, debits, credits, accounts }: AssetTotals, all: AccountsByKey): LedgerDrift[] {
  const sum = { debits: 0n, credits: 0n, accounts: 0n };
  for (const record of all.values()) {
    if (record.asset !== asset) continue;
    sum.accounts += 1n;
    if (record.balance < 0) sum.debits -= BigInt(record.balance);
    else sum.credits += BigInt(record.balance);
  }
  return differences({ account: null, asset }, [
    ['debits', debits, sum.debits],
    ['credits', credits, sum.credits],
    ['accounts', accounts, sum.accounts],
  ]);
}

function differences(
  of: Pick<LedgerDrift, 'account' | 'asset'>,
  pairs: [LedgerDrift['field'], number, bigint][],
): LedgerDrift[] {
  return pairs
    .filter(([, recorded, actual]) => BigInt(recorded) !== actual)
    .map(([field, recorded, actual]) => ({ ...of, field, recorded, actual: Number(actual) }));
}

function nameOf(key: string): UnsettledAccount {
  const [id, asset = ''] = key.split('/');
  return { account: id || null, asset };
}
