import { randomUUID } from 'node:crypto';
import { send } from '../chaos/caller';
import { sleep } from './time';

const BETWEEN_MS = 10;

/** A caller of one store, call after call, who notes how each went while something happens to another store. */
export class Neighbour {
  /** Statuses of answers other than 201. */
  readonly refused: number[] = [];
  readonly ms: number[] = [];
  /** When each began, as performance.now() tells. */
  readonly at: number[] = [];
  private open = true;
  private readonly done: Promise<void>;

  constructor(
    private readonly url: () => string,
    private readonly store: string,
  ) {
    this.done = this.run();
  }

  /** Makes the store, and its stock. */
  static async move(url: string, store: string): Promise<void> {
    const path = `/v1/stores/${store}`;
    await send(url, { method: 'PUT', path, key: 'open', body: { currency: 'USD' } });
    const stock = { setTo: 1_000_000, reason: 'received' };
    const items = `${path}/inventory/items/TEE/adjustments`;
    const { status, text } = await send(url, { method: 'POST', path: items, key: 'stock', body: stock });
    if (status !== 201) throw new Error(text);
  }

  async close(): Promise<void> {
    this.open = false;
    await this.done;
  }

  private async run(): Promise<void> {
    const path = `/v1/stores/${this.store}/inventory/items/TEE/deductions`;
    for (; this.open; await sleep(BETWEEN_MS)) {
      const started = performance.now();
      const call = { method: 'POST', path, key: randomUUID(), body: { quantity: 1 } } as const;
      const { status } = await send(this.url(), call);
      this.at.push(started);
      this.ms.push(performance.now() - started);
      if (status !== 201) this.refused.push(status);
    }
  }
}
