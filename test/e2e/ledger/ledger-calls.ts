import supertest from 'supertest';
import { StoreCalls } from '../../support/house';

export interface AccountBody {
  id: string;
  asset: string;
  balance: number;
  held: number;
  incoming: number;
  available: number | null;
  usedToday: number;
  version: number;
  state: string;
}

/** Requests to the ledger of one store. */
export class LedgerCalls {
  constructor(readonly store: StoreCalls) {}

  put(id: string, settings: object = {}): supertest.Test {
    return this.store.put(`/ledger/accounts/${id}`, settings);
  }

  /** Creates an account and brings money in. */
  async open(id: string, balance = 0, settings: object = {}): Promise<void> {
    await this.put(id, settings).expect(201);
    if (balance > 0) await this.transfer({ from: '@world', to: id, amount: balance }).expect(201);
  }

  transfer(body: object, key?: string): supertest.Test {
    return this.store.post('/ledger/transfers', body, key);
  }

  /** post, void or reverse. */
  end(id: string, verb: string, body?: object, key?: string): supertest.Test {
    return this.store.post(`/ledger/transfers/${id}/${verb}`, body, key);
  }

  batch(mode: string, transfers: object[], key?: string): supertest.Test {
    return this.store.post('/ledger/transfers/batch', { mode, transfers }, key);
  }

  /** An atomic batch whose transfers belong together. */
  group(id: string, transfers: object[], key?: string): supertest.Test {
    return this.store.post('/ledger/transfers/batch', { mode: 'atomic', group: id, transfers }, key);
  }

  /** post, void or reverse. */
  endGroup(id: string, verb: string, body?: object, key?: string): supertest.Test {
    return this.store.post(`/ledger/groups/${id}/${verb}`, body, key);
  }

  async groupOf(id: string): Promise<{ state: string; transfers: { id: string; state: string }[] }> {
    return (await this.store.get(`/ledger/groups/${id}`).expect(200)).body;
  }

  /** freeze, unfreeze or close. */
  change(id: string, verb: string): supertest.Test {
    return this.store.post(`/ledger/accounts/${id}/${verb}`);
  }

  async account(id: string, query = ''): Promise<AccountBody> {
    return (await this.store.get(`/ledger/accounts/${id}${query}`).expect(200)).body;
  }

  async balance(id: string): Promise<number> {
    return (await this.account(id)).balance;
  }

  async entries(
    id: string,
    query = '',
  ): Promise<{ change: number; balanceAfter: number; sequence: number }[]> {
    return (await this.store.get(`/ledger/accounts/${id}/entries${query}`).expect(200)).body.items;
  }

  /** Nothing anywhere differs from what it adds up to. */
  async clean(): Promise<void> {
    const { body } = await this.store.post('/ledger/audits', { deep: true }).expect(200);
    expect(body).toMatchObject({ balanced: true, drift: [], unsettled: [] });
  }
}
