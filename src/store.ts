import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { loadConfig } from './platform/config/load-config';
import { MoveFault } from './platform/redis/moving/move-fault';
import { MoveModule } from './platform/redis/moving/move.module';
import { Moved, MoveProgress, MoveService } from './platform/redis/moving/move.service';
import { Progress } from './platform/upgrading/progress';

const USAGE = 'this is how it goes: npm run store -- move STORE HOST:PORT';

/** Moves a store to another master of the cluster that the settings of the service name, beside running services. */
async function main([command, store, address, ...rest]: string[]): Promise<void> {
  if (command !== 'move' || store === undefined || address === undefined || rest.length > 0) {
    throw new MoveFault(USAGE);
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
