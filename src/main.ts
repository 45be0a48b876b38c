import { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from './app';
import { Config } from './config/config';
import { loadConfig } from './config/load-config';
import { Stopping } from './http';
import { EmbeddedRedis } from './redis/embedded/embedded-redis';

/** The process: settings, Redis of its own where none is given, the port, the signals. */
async function main(): Promise<void> {
  const started = Date.now();
  const config = loadConfig();
  const server = embeddedRedis(config);
  let app: NestFastifyApplication | undefined;
  const stop = async (): Promise<void> => {
    if (app) await shutDown(app, config);
    await server?.stop();
  };
  onSignal(stop);
  if (server) {
    const { socketPath, adopted, pid } = await server.start();
    config.REDIS_URL = `unix://${socketPath}`;
    say(`Redis ${adopted ? 'found running' : 'started'} on ${config.DATA_DIR} (pid ${pid})`);
  }
  try {
    app = await createApp(config);
    await app.listen({ port: config.PORT, host: config.HOST, listenTextResolver: () => 'listening' });
  } catch (error) {
    await app?.close();
    await server?.stop();
    throw error;
  }
  greet(config, (app.getHttpServer().address() as AddressInfo).port, Date.now() - started);
}

function greet({ HOST, API_KEYS_FILE }: Config, port: number, tookMs: number): void {
  const url = `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${port}`;
  if (!API_KEYS_FILE) {
    say(
      'There are no API keys: whoever reaches this machine’s loopback address may do anything (API_KEYS_FILE)',
    );
  }
  say(`Countinghouse is at ${url}, its API at ${url}/docs (${tookMs} ms)`);
}

function embeddedRedis(config: Config): EmbeddedRedis | undefined {
  if (config.REDIS_URL || config.REDIS_CLUSTER_NODES) return undefined;
  return new EmbeddedRedis({ dataDir: config.DATA_DIR, appendFsync: config.REDIS_APPENDFSYNC, log: say });
}

/** One signal often comes twice at once: to the process and to its group. */
const SAME_SIGNAL_MS = 100;

/** The first signal stops the service in order, also while it starts; a second one ends the process at once. */
function onSignal(stop: () => Promise<void>): void {
  let firstAt: number | undefined;
  const onEach = (): void => {
    if (firstAt !== undefined) {
      if (performance.now() - firstAt > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    firstAt = performance.now();
    // A connection to a Redis that hangs does not close, and while it starts there is nothing in hand to wait for.
    stop().then(
      () => process.exit(0),
      (error: Error) => {
        say(`Countinghouse did not stop in order: ${error.message}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onEach).on('SIGINT', onEach);
}

/** Readiness fails first; then calls in hand end, the sweepers stop between two batches, and the connections close. */
async function shutDown(app: NestFastifyApplication, config: Config): Promise<void> {
  app.get(Stopping).begin();
  await sleep(config.STOP_DELAY_MS);
  const cutOff = setTimeout(() => app.getHttpServer().closeAllConnections(), config.STOP_TIMEOUT_MS);
  await app.close();
  clearTimeout(cutOff);
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
