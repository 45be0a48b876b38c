import { Inject, Injectable, OnModuleInit } from '@nestjs/common';
import { Cluster, Redis } from 'ioredis';
import { ask } from '../redis/ask';
import { Chores } from '../redis/chores';
import { DataFormat } from '../redis/data-format';
import { faultsOf } from '../redis/faults-of';
import { installLibrary, removeOtherVersions } from './install-library';
import { keyPrefixOf, NO_CONNECTION, Owner, REDIS, RedisConnection } from '../redis/redis-connection';
import { StoreCorruptedError, StoreUnavailableError } from '../redis/redis-errors';
import { inSource } from './script-failure';
import { Library, loadLibrary } from './script-library';
import { notAllowed, refuseDenied } from '../redis/permissions';
import { endProcess, RedisStartError } from '../redis/redis-start-error';
import { refuseUnfit } from '../redis/when-usable';

/** Sees to it that every master has the scripts: at the start, and wherever one is found to have lost them. */
@Injectable()
export class LibraryKeeper implements OnModuleInit {
  readonly library: Library;
  private installing?: Promise<Error[]>;

  constructor(
    @Inject(REDIS) private readonly redis: RedisConnection,
    private readonly chores: Chores,
    private readonly format: DataFormat,
  ) {
    this.library = loadLibrary({ keyPrefix: keyPrefixOf(redis) });
  }

  /** The library is loaded at boot, so that a broken script stops the start and not a sale. */
  async onModuleInit(): Promise<void> {
    try {
      await this.begin();
    } catch (error) {
      const isDenied = error instanceof StoreUnavailableError && error.why === 'denied';
      throw isDenied ? notAllowed(this.redis, error.reason) : error;
    }
    onConnected(this.redis.client, (node) => this.lookAgain(node));
  }

  private async begin(): Promise<void> {
    // A service that is too old for the data must not take the newer one's scripts away.
    await this.format.begin();
    await this.chores.begin('redis-library', async () => {
      const faults = await this.install();
      if (faults[0]) throw faults[0];
      if (this.format.isKnown) await Promise.all(this.redis.masters().map((node) => this.tidy(node)));
    });
  }

  /** On all masters; answers with what went wrong with some. Who comes meanwhile waits for the same. */
  install(): Promise<Error[]> {
    return (this.installing ??= this.installOnAll().finally(() => (this.installing = undefined)));
  }

  private async installOnAll(): Promise<Error[]> {
    const owners = this.redis.owners();
    if (owners.length === 0) {
      return [new StoreUnavailableError('no node of the cluster can be reached', false)];
    }
    const faults = await faultsOf(owners.map((owner) => this.installOn(owner)));
    return faults.sort(
      (a, b) => Number(a instanceof StoreUnavailableError) - Number(b instanceof StoreUnavailableError),
    );
  }

  private async installOn({ node, name }: Owner): Promise<void> {
    if (!node) throw new StoreUnavailableError(`${name}: ${NO_CONNECTION}`, false);
    await refuseUnfit(this.redis, node);
    await refuseDenied(this.redis, node, this.library.commands);
    await ask(this.redis, 'FUNCTION LOAD', () => installLibrary(node, this.library)).catch((error: Error) => {
      if (!(error instanceof StoreCorruptedError)) throw error;
      const { message, lua } = inSource(this.library, error.message);
      throw Object.assign(new StoreCorruptedError(message), { lua });
    });
  }

  /** At the other end may be another server than before, which was promoted. */
  private async lookAgain(node: Redis): Promise<void> {
    try {
      await refuseDenied(this.redis, node, this.library.commands);
    } catch (error) {
      // Whatever else fails is found out by those who need it.
      if (error instanceof RedisStartError) endProcess(error);
    }
  }

  /** Where Redis takes no writes, the next start sees to it. */
  private async tidy(node: Redis): Promise<void> {
    try {
      await ask(this.redis, 'FUNCTION DELETE', () => removeOtherVersions(node, this.library));
    } catch (error) {
      if (!(error instanceof StoreUnavailableError) || error.why === 'denied') throw error;
    }
  }
}

/** Calls back for each connection that is made from now on, to whichever node. */
function onConnected(client: Redis | Cluster, look: (node: Redis) => Promise<void>): void {
  const watch = (node: Redis): void => void node.on('ready', () => void look(node));
  if (client instanceof Redis) return watch(client);
  client.nodes().forEach(watch);
  client.on('+node', watch);
}
