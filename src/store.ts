import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from './platform/config/load-config';
import { MoveFault } from './platform/redis/moving/move-fault';
import { MoveModule } from './platform/redis/moving/move.module';
import { Moved, MoveProgress, MoveService } from './platform/redis/moving/move.service';
import { asksForHelp } from './platform/process/usage';
import { Progress } from './platform/upgrading/progress';

const COMMAND = 'npm run store -- move STORE HOST:PORT';
const USAGE = `${COMMAND}

Moves a store to the master at HOST:PORT of the cluster that REDIS_CLUSTER_NODES names, beside running services. Stores that
share its slot move along.
`;

/** Moves a store to another master of the cluster that the settings of the service name, beside running services. */
async function main(args: string[]): Promise<void> {
  if (asksForHelp(args)) return say(USAGE.trimEnd());
  const [command, store, address, ...rest] = args;
  if (command !== 'move' || store === undefined || address === undefined || rest.length > 0) {
    throw new MoveFault(`this is how it goes: ${COMMAND}`);
  }
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(store)) throw new MoveFault(`${store} is no name of a store`);
  const config = loadConfig();
  if (!config.REDIS_CLUSTER_NODES) {
    throw new MoveFault('stores move between the masters of a cluster: set REDIS_CLUSTER_NODES');
  }
  const app = await NestFactory.createApplicationContext(MoveModule.forRoot(config), {
    logger: false,
    abortOnError: false,
  });
  const bar = new Progress(process.stderr);
  const progress: MoveProgress = {
    along: (stores) => stores.length > 0 && say(`These share its slot and move along: ${stores.join(', ')}.`),
    step: (done, note) => bar.show(done, note),
  };
  try {
    const moved = await app.get(MoveService).move(store, address, progress);
    bar.end();
    tell(store, moved);
  } finally {
    bar.end();
    await app.close().catch(() => undefined);
  }
}

function tell(store: string, { keys, from, to, ms, awayMs }: Moved): void {
  say(
    `Moved ${keys} keys of ${store} from ${from} to ${to} in ${Math.round(ms)} ms; ` +
      `its calls were refused for ${Math.round(awayMs)} ms of them.`,
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main(process.argv.slice(2))
  .catch((error: Error) => {
    const { message } = error;
    process.stderr.write(`The store does not move: ${message.replace(/[^.]$/, '$&.')}\n`);
    process.exitCode = 1;
  })
  // Whatever is still waited for in the background, such as a master that is away, is nobody's any more.
  .finally(() => process.exit());
