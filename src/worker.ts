import { Config } from './platform/config/config';
import type { Service } from './service';
import { startFault } from './platform/process/start-fault';
import { installLastResort } from './platform/process/last-resort';
import { parent } from './platform/process/parent';

// Ctrl-C and systemd send them to all processes of the service. When a worker stops, and how, its parent says; and when
// the parent is gone, Node ends the worker.
process.on('SIGINT', () => undefined).on('SIGTERM', () => undefined);

/** Time that an orderly end has, on top of the time that the settings give its calls. */
const STOP_MARGIN_MS = 5_000;

let service: Service | undefined;

parent.listen((message) => {
  if (message.type === 'start') start(message.config).catch(giveUp);
  if (message.type === 'stop') stop().catch(giveUp);
});

/** Loads the service no sooner than signals are taken care of. */
async function start(config: Config): Promise<void> {
  installLastResort({ end, withinMs: config.STOP_DELAY_MS + config.STOP_TIMEOUT_MS + STOP_MARGIN_MS });
  const { Service } = await import('./service');
  service = new Service(config);
  parent.tell({ type: 'listening', port: await service.start() });
}

async function stop(): Promise<void> {
  await service?.stop();
  process.exit(0);
}

async function end(error: Error): Promise<void> {
  parent.tell({ type: 'fault', line: error.message });
  await service?.stop();
}

function giveUp(error: Error): void {
  parent.tell({ type: 'fault', line: startFault(error) }, () => process.exit(1));
}
