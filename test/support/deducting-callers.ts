import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { sleep } from './time';

export const INITIAL = 1_000_000;

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/**
 * Callers that deduct one unit after another, each under a key that they repeat until they are told that it is done.
 * They look for the service anew each time, since it may be another process by then.
 */
export class DeductingCallers {
  /** Ids of the deductions that they were told are done. */
  readonly sold: string[] = [];
  /** Refusals that they were told meanwhile; 0 for a connection that broke. */
  readonly refusals = new Map<number, number>();
  readonly codes = new Set<unknown>();
  /** Ids of those that were told to have had no effect, where callers do not repeat these. */
  readonly givenUp: string[] = [];
  private open = true;
  private readonly done: Promise<unknown>;

  constructor(
    private readonly url: () => string,
    count = 8,
    private readonly givesUp = false,
  ) {
    this.done = Promise.all(Array.from({ length: count }, () => this.run()));
  }

  /** Puts the units on hand. */
  static async stock(url: string): Promise<void> {
    const path = '/v1/stores/main/inventory/items/TEE/adjustments';
    const { status } = await call(url, path, { setTo: INITIAL, reason: 'received' }, 'stock');
    if (status !== 201) throw new Error(`stocking answered ${status}`);
  }

  /** Waits until so many more units are deducted. */
  async deduct(count: number): Promise<void> {
    for (const goal = this.sold.length + count; this.sold.length < goal;) await sleep(10);
  }

  /** Every caller ends with the unit that it is at. */
  async close(): Promise<void> {
    this.open = false;
    await this.done;
  }

  private async run(): Promise<void> {
    while (this.open) {
      const id = randomUUID();
      let outcome = await this.deductOnce(id);
      for (; outcome === 'repeat'; outcome = await this.deductOnce(id)) await sleep(20);
      (outcome === 'done' ? this.sold : this.givenUp).push(id);
    }
  }

  private async deductOnce(id: string): Promise<'done' | 'given up' | 'repeat'> {
    const path = '/v1/stores/main/inventory/items/TEE/deductions';
    const { status, body } = await call(this.url(), path, { quantity: 1, id }, id);
    if (status === 201) return 'done';
    this.refusals.set(status, (this.refusals.get(status) ?? 0) + 1);
    if (status !== 0) this.codes.add(body.code);
    return this.givesUp && body.outcome === 'not_executed' ? 'given up' : 'repeat';
  }
}

function call(url: string, path: string, body: object, key: string): Promise<Answer> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key };
  return new Promise((resolve) => {
    const broken = (): void => resolve({ status: 0, body: {} });
    const req = request(`${url}${path}`, { method: 'POST', headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk)).on('error', broken);
      response.on('end', () => resolve({ status: response.statusCode!, body: JSON.parse(text) }));
    });
    req.on('error', broken).end(JSON.stringify(body));
  });
}
