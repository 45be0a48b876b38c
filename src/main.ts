import { AddressInfo } from 'node:net';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './app';
import { Config } from './config/config';
import { loadConfig } from './config/load-config';
import { EmbeddedRedis } from './redis/embedded/embedded-redis';

/** The process: settings, Redis of its own where none is given, the port, the signals. */
async function main(): Promise<void> {
  const started = Date.now();
  const config = loadConfig();
  const server = embeddedRedis(config);
  if (server) {
    const { socketPath, adopted, pid } = await server.start();
    config.REDIS_URL = `unix://${socketPath}`;
    say(`Redis ${adopted ? 'found running' : 'started'} on ${config.DATA_DIR} (pid ${pid})`);
  }
  const stop = async (): Promise<void> => server?.stop();
  const app = await createApp(config).catch(stopAndRethrow(stop));
  process.once('SIGTERM', () => void shutDown(app, stop));
  process.once('SIGINT', () => void shutDown(app, stop));
  await app.listen(config.PORT, config.HOST).catch(async (error) => stopAndRethrow(() => shutDown(app, stop))(error));
  const { port } = app.getHttpServer().address() as AddressInfo;
  const host = config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST;
  say(`Countinghouse is at http://${host}:${port}, its API at http://${host}:${port}/docs (${Date.now() - started} ms)`);
}

function embeddedRedis(config: Config): EmbeddedRedis | undefined {
  if (config.REDIS_URL || config.REDIS_CLUSTER_NODES) return undefined;
  return new EmbeddedRedis({ dataDir: config.DATA_DIR, appendFsync: config.REDIS_APPENDFSYNC, log: say });
}

/** Requests in flight end first, then the sweeper, then Redis. A second signal ends the process at once. */
async function shutDown(app: NestFastifyApplication, stop: () => Promise<void>): Promise<void> {
  process.once('SIGTERM', () => process.exit(1));
  process.once('SIGINT', () => process.exit(1));
  await app.close();
  await stop();
}

function stopAndRethrow(stop: () => Promise<void>): (error: Error) => Promise<never> {
  return async (error) => {
    await stop();
    throw error;
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One line that says the mend; the stack only where the failure is a surprise. */
main().catch((error: Error & { code?: string; port?: number }) => {
  const line =
    error.code === 'EADDRINUSE'
      ? `Port ${error.port} is in use: stop what listens there, or set PORT to another.`
      : error.message;
  process.stderr.write(`Countinghouse did not start. ${line}\n`);
  process.exit(1);
});
