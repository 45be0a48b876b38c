import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Config } from './platform/config/config';
import { loadConfig } from './platform/config/load-config';
import { openDataDir } from './platform/embedded-redis/data-dir';
import { probe } from './platform/embedded-redis/redis-probe';
import { asksForHelp } from './platform/process/usage';
import { Progress } from './platform/upgrading/progress';
import { UpgradeModule } from './platform/upgrading/upgrade.module';
import { UpgradeService, UpgradeTotals } from './platform/upgrading/upgrade.service';

const USAGE = `npm run upgrade

Brings all data of the Redis that the settings name to the newest format, beside running services. It may be broken off and run
again. It shows how far it is, and names what it cannot read.
`;

/** Brings all data to the newest format, beside a running service, on the Redis that its settings name. */
async function main(): Promise<void> {
  if (asksForHelp(process.argv)) return say(USAGE.trimEnd());
  const config = loadConfig();
  config.REDIS_URL ??= await ownRedis(config);
  const app = await NestFactory.createApplicationContext(UpgradeModule.forRoot(config), {
    logger: false,
    abortOnError: false,
  });
  const progress = new Progress(process.stderr);
  try {
    const totals = await app
      .get(UpgradeService)
      .run((done, { seen, upgraded }) => progress.show(done, `${seen} seen, ${upgraded} upgraded`));
    progress.end();
    tell(totals);
  } finally {
    progress.end();
    await end(app);
  }
}

/** The server that the service keeps for itself; it lives as long as the service. */
async function ownRedis({ REDIS_CLUSTER_NODES, DATA_DIR }: Config): Promise<string | undefined> {
  if (REDIS_CLUSTER_NODES) return undefined;
  const socket = existsSync(DATA_DIR) ? openDataDir(DATA_DIR).socket : undefined;
  if (socket === undefined || (await probe(socket)) === 'absent') {
    throw new Error(`No service runs on DATA_DIR ${DATA_DIR}: start it, or set REDIS_URL.`);
  }
  return `unix://${socket}`;
}

function tell({ stores, seen, upgraded, damaged, named }: UpgradeTotals): void {
  say(`Stores: ${stores}. Records seen: ${seen}, upgraded: ${upgraded}.`);
  if (damaged === 0) return say('Every record is of its newest version.');
  say(`${damaged} cannot be read and are left as they are:`);
  for (const name of named) say(`  ${name}`);
  if (damaged > named.length) say(`  and ${damaged - named.length} more`);
  process.exitCode = 1;
}

async function end(app: INestApplicationContext): Promise<void> {
  await app.close().catch(() => undefined);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main()
  .catch((error: Error) => {
    const { message } = error;
    process.stderr.write(`The upgrade is not through. ${message.replace(/[^.]$/, '$&.')} Run it again.\n`);
    process.exitCode = 1;
  })
  // Whatever is still waited for in the background, such as what Redis refused at the start, is nobody's any more.
  .finally(() => process.exit());
