import { Agent, request } from 'node:http';
import { percentile } from '../support/statistics';
import { Target } from '../support/load';
import { sleep } from '../../test/support/time';

export interface Sale {
  sku: string;
  units: number;
  buyers: number;
  /** All of them come within this time. */
  arrivalMs: number;
  holdSeconds: number;
  waitSeconds: number;
}

export interface Crowd {
  /** When the last of them had been answered, after the first came. */
  arrivedMs: number;
  p50Ms: number;
  p99Ms: number;
  paid: number;
  /** From the first arrival to the last payment. */
  soldOutMs: number;
}

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

const SOCKETS = 128;
/** Who pays does so in the first part of the hold. */
const PAYS_WITHIN = 0.75;
const GIVES_UP_MS = 90_000;

/** Buyers of a flash sale: each waits for one unit, and of those who get one, every other pays for it. */
export class Buyers {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: SOCKETS });
  private readonly payments: Promise<void>[] = [];
  private paid = 0;
  private lastPaidAt = 0;

  constructor(
    private readonly target: Required<Target>,
    private readonly sale: Sale,
  ) {}

  /** The whole sale, to the last payment. */
  async buy(): Promise<Crowd> {
    const stop = await this.listen();
    const started = performance.now();
    const { buyers, arrivalMs, units } = this.sale;
    const times = await Promise.all(
      Array.from({ length: buyers }, (_, i) => this.arrive(i, (arrivalMs * i) / buyers)),
    );
    const arrivedMs = performance.now() - started;
    while (this.paid < units && performance.now() - started < GIVES_UP_MS) await sleep(50);
    stop();
    await Promise.all(this.payments);
    this.agent.destroy();
    const [p50Ms, p99Ms] = [percentile(times, 0.5), percentile(times, 0.99)];
    return { arrivedMs, p50Ms, p99Ms, paid: this.paid, soldOutMs: this.lastPaidAt - started };
  }

  /** How long the answer took, in ms. */
  private async arrive(i: number, afterMs: number): Promise<number> {
    await sleep(afterMs);
    const started = performance.now();
    const { sku, holdSeconds, waitSeconds } = this.sale;
    const wait = { id: `b${i}`, sku, quantity: 1, ownerId: `buyer-${i}`, holdSeconds, waitSeconds };
    const { status, body } = await this.post('/waits', wait, `wait-${i}`);
    if (status !== 201) throw new Error(`a wait answered ${status}: ${JSON.stringify(body)}`);
    return performance.now() - started;
  }

  private async pay(reservationId: string): Promise<void> {
    await sleep(Math.random() * PAYS_WITHIN * this.sale.holdSeconds * 1000);
    const { status } = await this.post(`/reservations/${reservationId}/commit`, {}, `pay-${reservationId}`);
    if (status !== 200) return;
    this.paid += 1;
    this.lastPaidAt = performance.now();
  }

  private promoted({ id, reservationId }: { id: string; reservationId: string }): void {
    if (Number(id.slice(1)) % 2 === 0) this.payments.push(this.pay(reservationId));
  }

  /** Hears who is promoted, as shops do: from the stream of events. Returns how to hear no more. */
  private listen(): Promise<() => void> {
    const path = '/v1/stores/main/events?types=inventory.wait_promoted';
    const headers = { authorization: `Bearer ${this.target.key}`, accept: 'text/event-stream' };
    return new Promise((resolve, reject) => {
      const call = request(`${this.target.url}${path}`, { headers }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`/events answered ${response.statusCode}`));
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          const blocks = (text + chunk).split('\n\n');
          text = blocks.pop()!;
          for (const block of blocks) this.hear(block);
        });
        response.on('error', () => undefined);
        resolve(() => call.destroy());
      });
      call.on('error', () => undefined).end();
    });
  }

  private hear(block: string): void {
    const data = /^data: ?(.+)$/m.exec(block)?.[1];
    if (data) this.promoted((JSON.parse(data) as { data: { id: string; reservationId: string } }).data);
  }

  private post(path: string, body: object, key: string): Promise<Answer> {
    const headers = {
      ...{ 'content-type': 'application/json', 'idempotency-key': key },
      authorization: `Bearer ${this.target.key}`,
    };
    const options = { method: 'POST', headers, agent: this.agent };
    return new Promise((resolve, reject) => {
      const call = request(`${this.target.url}/v1/stores/main/inventory${path}`, options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode!, body: JSON.parse(text) as Answer['body'] }),
        );
      });
      call.on('error', reject).end(JSON.stringify(body));
    });
  }
}
