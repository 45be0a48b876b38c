import { FastifyInstance } from 'fastify';

/** Listens, tells the bench where, and ends when the bench does, however that came about. */
export async function serve(app: FastifyInstance): Promise<void> {
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  process.on('disconnect', () => process.exit());
  process.send!(url);
}
