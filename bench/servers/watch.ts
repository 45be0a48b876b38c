/**
 * The deduction with WATCH, MULTI and EXEC behind a bare Fastify route: what Redis has to offer without a script. A watch
 * belongs to a connection, so that each request needs one to itself, and tries again when another was faster.
 */
import fastify from 'fastify';
import { Redis } from 'ioredis';
import { uuidv7 } from '../../src/platform/redis';
import { CLIENT_OPTIONS } from '../../src/platform/redis/redis-connection';
import { ConnectionPool } from './connection-pool';
import { DEDUCTIONS, DeductionRequest, FINGERPRINT } from './deductions';
import { serve } from './serve';

const RECORD_SECONDS = 86_400;

async function main(): Promise<void> {
  const connect = (): Redis => new Redis({ path: process.env.REDIS_SOCKET!, ...CLIENT_OPTIONS });
  const pool = new ConnectionPool(Number(process.env.REDIS_POOL), connect);
  const app = fastify();
  app.post<DeductionRequest>(DEDUCTIONS, async ({ headers, params, body }, reply) => {
    const operation = headers['idempotency-key'];
    const deduction = await pool.use((client) => deduct(client, operation, params.id, body.quantity));
    void reply.status(201);
    return deduction;
  });
  await serve(app);
}

/** Two round trips, and two more for each time that another was faster. */
async function deduct(client: Redis, operation: string, sku: string, quantity: number): Promise<object> {
  const stock = `stock:${sku}`;
  const record = `operation:${operation}`;
  for (;;) {
    const read = client.pipeline().watch(stock, record).get(record).hmget(stock, 'onHand', 'reserved');
    const [, recorded, numbers] = (await read.exec())!.map(([, value]) => value);
    const [from, reserved] = (numbers as string[]).map(Number) as [number, number];
    if (recorded !== null || !(from - reserved >= quantity)) {
      await client.unwatch();
      throw new Error(recorded === null ? 'INSUFFICIENT_STOCK' : 'REPLAYED');
    }
    const to = from - quantity;
    const numbersNow = { quantity, from, to, available: to - reserved };
    const reply = { id: uuidv7(), sku, ...numbersNow, createdAt: new Date().toISOString() };
    const json = JSON.stringify(reply);
    const written = await client
      .multi()
      .hincrby(stock, 'onHand', -quantity)
      .hincrby(stock, 'sold', quantity)
      .xadd('journal', '*', 't', 'deducted', 'o', operation, 'd', json)
      .set(record, `${FINGERPRINT} ${json}`, 'EX', RECORD_SECONDS)
      .exec();
    if (written !== null) return reply;
  }
}

void main();
