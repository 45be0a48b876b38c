import { Config } from './platform/config/config';
import { loadConfig } from './platform/config/load-config';
import { EmbeddedRedis } from './platform/embedded-redis/embedded-redis';
import type { Service } from './service';
import { startFault } from './platform/process/start-fault';
import { asksForHelp, SERVICE_USAGE } from './platform/process/usage';
import { installLastResort } from './platform/process/last-resort';
import type { Workers } from './platform/process/workers';

const STOP_MARGIN_MS = 30_000;

/** Starts and stops everything: settings, a Redis of its own where none is given, the service, the signals. */
async function main(): Promise<void> {
  if (asksForHelp(process.argv)) return void process.stdout.write(SERVICE_USAGE);
  const started = Date.now();
  const config = loadConfig();
  const redis = embeddedRedis(config);
  const service = await serviceFor(config);
  let stopping = false;
  const stop = async (): Promise<void> => {
    stopping = true;
    await service.stop().finally(() => redis?.stop());
  };
  onSignal(stop);
  installLastResort({ end: stop, withinMs: stopsWithinMs(config) });
  try {
    if (redis) {
      const { socketPath, adopted, pid } = await redis.start();
      config.REDIS_URL = `unix://${socketPath}`;
      say(`Redis ${adopted ? 'found running' : 'started'} on ${config.DATA_DIR} (pid ${pid})`);
    }
    greet(config, await service.start(), Date.now() - started);
  } catch (error) {
    // A start that a signal broke off is no fault.
    if (stopping) return;
    await stop();
    throw error;
  }
}

/** Longest time that a healthy service takes to stop, and its Redis after it. */
function stopsWithinMs({ STOP_DELAY_MS, STOP_TIMEOUT_MS }: Config): number {
  return STOP_DELAY_MS + STOP_TIMEOUT_MS + STOP_MARGIN_MS;
}

/** Loads no more than is needed: the parent of workers does not serve. */
async function serviceFor(config: Config): Promise<Service | Workers> {
  if (config.WORKERS > 1) return new (await import('./platform/process/workers')).Workers(config, say);
  return new (await import('./service')).Service(config);
}

function greet({ HOST, API_KEYS_FILE, WORKERS }: Config, port: number, tookMs: number): void {
  const url = `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${port}`;
  if (!API_KEYS_FILE) {
    say(
      'There are no API keys: whoever reaches this machine’s loopback address may do anything (API_KEYS_FILE)',
    );
  }
  const workers = WORKERS > 1 ? `${WORKERS} workers, ` : '';
  say(`Countinghouse is at ${url}, its API at ${url}/docs (${workers}${tookMs} ms)`);
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

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One line that says the remedy; the stack only where the failure is a surprise. */
main().catch((error: Error) => {
  process.stderr.write(`Countinghouse did not start. ${startFault(error)}\n`);
  process.exit(1);
});
