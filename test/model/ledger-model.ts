/** Expected behaviour of the ledger, in plain TypeScript: the model that the service is compared with. */
import { Answer } from './inventory-model';

export interface Settings {
  asset?: string;
  overdraft?: number;
  limits?: { perTransfer?: number; daily?: number };
}

export interface ModelAccount {
  asset: string;
  balance: number;
  overdraft: number;
  perTransfer?: number;
  daily?: number;
  state: 'active' | 'frozen' | 'closed';
  version: number;
  /** Changes of the balance, oldest first. */
  entries: number[];
}

export interface ModelTransfer {
  from: string;
  to: string;
  asset: string;
  amount: number;
  posted: number;
  reversed: number;
  reverses?: string;
  state: 'pending' | 'posted' | 'voided' | 'expired';
  /** The day it was made on, if it counts there. */
  day?: number;
}

export interface Request {
  id: string;
  from: string;
  to: string;
  amount: number;
  /** Whether that is the most, and what is available moves. */
  bends?: boolean;
  pending?: boolean;
}

const OK = (status: number): Answer => ({ status });
const refused = (status: number, code: string): Answer => ({ status, code });
const WORLD = '@world';

/** Held, incoming and used are not kept here but added up from transfers, which the service does not. */
export class LedgerModel {
  readonly accounts = new Map<string, ModelAccount>();
  readonly transfers = new Map<string, ModelTransfer>();
  private today = 0;

  nextDay(): void {
    this.today += 1;
  }

  key(id: string, asset: string): string {
    return id === WORLD ? `${id}/${asset}` : id;
  }

  held(key: string): number {
    return this.sum(
      (one) => one.state === 'pending' && this.key(one.from, one.asset) === key,
      (one) => one.amount,
    );
  }

  incoming(key: string): number {
    return this.sum(
      (one) => one.state === 'pending' && this.key(one.to, one.asset) === key,
      (one) => one.amount,
    );
  }

  used(key: string): number {
    const counts = (one: ModelTransfer): boolean => one.day === this.today && one.from === key;
    return this.sum(counts, (one) => (one.state === 'pending' ? one.amount : one.posted - one.reversed));
  }

  available(key: string): number {
    const { balance, overdraft } = this.accounts.get(key)!;
    return balance - this.held(key) + overdraft;
  }

  put(id: string, { asset, overdraft = 0, limits = {} }: Settings): Answer {
    const account = this.accounts.get(id);
    const settings = { overdraft, perTransfer: limits.perTransfer, daily: limits.daily };
    if (!account) {
      this.open(id, asset ?? 'USD', settings);
      return OK(201);
    }
    if (asset !== undefined && asset !== account.asset) return refused(409, 'ACCOUNT_CONFLICT');
    if (account.state === 'closed') return refused(409, 'INVALID_STATE');
    if (this.available(id) - account.overdraft + overdraft < 0) return refused(409, 'INSUFFICIENT_FUNDS');
    const { perTransfer, daily } = account;
    const same =
      account.overdraft === overdraft && perTransfer === settings.perTransfer && daily === settings.daily;
    Object.assign(account, settings);
    if (!same) account.version += 1;
    return OK(200);
  }

  change(id: string, verb: 'freeze' | 'unfreeze' | 'close'): Answer {
    if (id === WORLD) return refused(422, 'SYSTEM_ACCOUNT');
    const account = this.accounts.get(id);
    if (!account) return refused(404, 'ACCOUNT_NOT_FOUND');
    const wrong = {
      freeze: account.state !== 'active',
      unfreeze: account.state !== 'frozen',
      close: account.state === 'closed',
    };
    if (wrong[verb]) return refused(409, 'INVALID_STATE');
    const empty = account.balance === 0 && this.held(id) === 0 && this.incoming(id) === 0;
    if (verb === 'close' && !empty) return refused(409, 'ACCOUNT_NOT_EMPTY');
    account.state = ({ freeze: 'frozen', unfreeze: 'active', close: 'closed' } as const)[verb];
    account.version += 1;
    return OK(200);
  }

  transfer(request: Request): Answer {
    const refusal = this.refusal(request);
    if (refusal) return refusal;
    const { id, from, to, pending } = request;
    const [amount, asset] = [this.moved(request), this.assetOf(from, to)];
    const day = from === WORLD ? undefined : this.today;
    this.transfers.set(id, { from, to, asset, amount, posted: 0, reversed: 0, state: 'pending', day });
    if (!pending) this.finish(id, amount);
    return OK(201);
  }

  /** All or none: the model goes back to where it was. */
  batch(requests: Request[], atomic: boolean): Answer & { statuses?: number[]; index?: number } {
    const before = [structuredClone(this.accounts), structuredClone(this.transfers)] as const;
    const statuses: number[] = [];
    for (const [index, request] of requests.entries()) {
      const answer = this.transfer(request);
      if (atomic && answer.code) {
        this.restore(before);
        return { ...answer, index };
      }
      statuses.push(answer.status);
    }
    return { status: 200, statuses };
  }

  post(id: string, amount?: number): Answer {
    const transfer = this.transfers.get(id);
    if (!transfer) return refused(404, 'TRANSFER_NOT_FOUND');
    if (transfer.state !== 'pending') return refused(409, 'INVALID_STATE');
    if ((amount ?? 0) > transfer.amount) return refused(409, 'AMOUNT_EXCEEDED');
    if (this.inactive(transfer)) return refused(409, 'INVALID_STATE');
    this.finish(id, amount ?? transfer.amount);
    return OK(200);
  }

  void(id: string): Answer {
    const transfer = this.transfers.get(id);
    if (!transfer) return refused(404, 'TRANSFER_NOT_FOUND');
    if (transfer.state !== 'pending') return refused(409, 'INVALID_STATE');
    transfer.state = 'voided';
    return OK(200);
  }

  reverse(id: string, reversalId: string, amount?: number): Answer {
    const original = this.transfers.get(id);
    if (!original) return refused(404, 'TRANSFER_NOT_FOUND');
    const left = original.posted - original.reversed;
    if (original.state !== 'posted' || original.reverses || left === 0) return refused(409, 'INVALID_STATE');
    if ((amount ?? 0) > left) return refused(409, 'AMOUNT_EXCEEDED');
    const { from, to, asset } = original;
    const request = { id: reversalId, from: to, to: from, amount: amount ?? left };
    const refusal = this.refusal(request, { asset });
    if (refusal) return refusal;
    const reversal = { ...request, asset, posted: 0, reversed: 0, reverses: id, state: 'pending' as const };
    this.transfers.set(reversalId, reversal);
    this.finish(reversalId, request.amount);
    original.reversed += request.amount;
    return OK(201);
  }

  expire(id: string): void {
    this.transfers.get(id)!.state = 'expired';
  }

  /** Why a request is refused; where an asset is given it is a reversal, which no limit bounds. */
  private refusal(request: Request, reversal?: { asset: string }): Answer | undefined {
    const { id, from, to } = request;
    if (this.transfers.has(id)) return refused(409, 'TRANSFER_ALREADY_EXISTS');
    if (from === to) return refused(422, 'SAME_ACCOUNT');
    if ([from, to].some((one) => one !== WORLD && !this.accounts.has(one)))
      return refused(404, 'ACCOUNT_NOT_FOUND');
    if (this.inactive({ from, to })) return refused(409, 'INVALID_STATE');
    const assets = [from, to].flatMap((one) => (one === WORLD ? [] : [this.accounts.get(one)!.asset]));
    if (new Set(assets).size > 1) return refused(422, 'ASSET_MISMATCH');
    if (from === WORLD) return undefined;
    const { perTransfer = Infinity, daily = Infinity } = this.accounts.get(from)!;
    const amount = this.moved(request);
    if (amount === 0) return refused(409, 'INSUFFICIENT_FUNDS');
    const limited = amount > perTransfer || this.used(from) + amount > daily;
    if (!reversal && limited) return refused(409, 'LIMIT_EXCEEDED');
    return this.available(from) < amount ? refused(409, 'INSUFFICIENT_FUNDS') : undefined;
  }

  private moved({ from, amount, bends }: Request): number {
    return bends && from !== WORLD ? Math.min(amount, this.available(from)) : amount;
  }

  private finish(id: string, amount: number): void {
    const transfer = this.transfers.get(id)!;
    transfer.state = 'posted';
    transfer.posted = amount;
    for (const [account, change] of [
      [transfer.from, -amount],
      [transfer.to, amount],
    ] as const) {
      const { entries } = this.accounts.get(this.key(account, transfer.asset))!;
      entries.push(change);
      this.accounts.get(this.key(account, transfer.asset))!.balance += change;
    }
  }

  private open(id: string, asset: string, settings: Omit<Settings, 'limits'>): void {
    const blank = { balance: 0, overdraft: 0, state: 'active' as const, version: 1 };
    for (const each of ['USD', asset]) {
      const world = this.key(WORLD, each);
      if (!this.accounts.has(world)) this.accounts.set(world, { ...blank, asset: each, entries: [] });
    }
    this.accounts.set(id, { ...blank, entries: [], ...settings, asset });
  }

  private assetOf(from: string, to: string): string {
    return this.accounts.get(from === WORLD ? to : from)!.asset;
  }

  private inactive({ from, to }: { from: string; to: string }): boolean {
    return [from, to].some((one) => one !== WORLD && this.accounts.get(one)!.state !== 'active');
  }

  private sum(which: (one: ModelTransfer) => boolean, of: (one: ModelTransfer) => number): number {
    return [...this.transfers.values()].filter(which).reduce((sum, one) => sum + of(one), 0);
  }

  private restore([accounts, transfers]: readonly [
    Map<string, ModelAccount>,
    Map<string, ModelTransfer>,
  ]): void {
    this.accounts.clear();
    this.transfers.clear();
    for (const [key, account] of accounts) this.accounts.set(key, account);
    for (const [id, transfer] of transfers) this.transfers.set(id, transfer);
  }
}
