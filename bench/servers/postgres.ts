/** The deduction on PostgreSQL (postgres.sql) behind a bare Fastify route, as bare.ts is one. */
import fastify from 'fastify';
import { Pool } from 'pg';
import { uuidv7 } from '../../src/platform/redis';
import { DEDUCTIONS, DeductionRequest, FINGERPRINT } from './deductions';
import { serve } from './serve';

interface Row {
  outcome: string;
  id: string;
  onto: string;
  available: string;
  at_ms: string;
}

async function main(): Promise<void> {
  const { PG_SOCKETS: host, PG_USER: user, PG_POOL, PG_OPTIONS: options } = process.env;
  const pool = new Pool({ host, user, database: 'postgres', max: Number(PG_POOL), options });
  // An idle connection may fail: PostgreSQL ends when the bench does.
  pool.on('error', () => undefined);
  const app = fastify();
  app.post<DeductionRequest>(DEDUCTIONS, async ({ headers, params: { id: sku }, body }, reply) => {
    const { quantity } = body;
    const { rows } = await pool.query<Row>({
      // Named: parsed and planned once for each connection.
      name: 'deduct',
      text: 'select * from deduct($1, $2, $3, $4, $5)',
      values: [headers['idempotency-key'], FINGERPRINT, uuidv7(), sku, quantity],
    });
    const { outcome, id, onto, available, at_ms } = rows[0]!;
    if (outcome !== 'OK') throw new Error(outcome);
    void reply.status(201);
    const to = Number(onto);
    const numbers = { quantity, from: to + quantity, to, available: Number(available) };
    return { id, sku, ...numbers, createdAt: new Date(Number(at_ms)).toISOString() };
  });
  await serve(app);
}

void main();
