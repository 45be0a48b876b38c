import { Inject, Injectable, OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../../config/config';
import { Operation } from '../../scripts/operation';
import { ask } from '../ask';
import { Chores } from '../chores';
import { operationKeys, storeKey } from '../keys';
import { keyPrefixOf, REDIS, RedisConnection } from '../redis-connection';
import { DurabilityImpossibleError, NotDurableError } from '../redis-errors';
import { nameOf } from '../silence';
import { RedisStartError } from '../when-usable';
import { Barrier } from './barrier';
import { DiskGuarantee, diskGuaranteeOf } from './disk';
import { Guarantees, guaranteesOf } from './level';

/** Holds answers back until what they tell of is kept where the setting or the call asks for it. */
@Injectable()
export class Durability implements OnModuleInit, OnApplicationShutdown {
  private readonly barriers = new Map<string, Barrier>();
  private readonly disks = new WeakMap<Redis, DiskGuarantee>();

  constructor(
    @Inject(REDIS) private readonly redis: RedisConnection,
    private readonly config: Config,
    private readonly chores: Chores,
  ) {}

  /** A Redis that cannot tell what is on its disk must not be found out by a call. */
  async onModuleInit(): Promise<void> {
    if (this.config.DURABILITY !== 'disk') return;
    await this.chores.begin('redis-durability', async () => {
      for (const node of this.redis.masters()) {
        const { fault } = await ask(this.redis, 'WAITAOF', () => this.diskOf(node));
        if (fault)
          throw new RedisStartError(`DURABILITY=disk is not possible with ${nameOf(node)}: ${fault}.`);
      }
    });
  }

  /** Calls in hand have ended by then. */
  onApplicationShutdown(): void {
    for (const barrier of this.barriers.values()) barrier.close();
  }

  /** Nothing for an operation of the service itself, and where memory is enough. */
  wanted({ durability }: Operation): Guarantees | undefined {
    if (durability === undefined) return undefined;
    const guarantees = guaranteesOf(this.config.DURABILITY, durability);
    return guarantees.disk || guarantees.replica ? guarantees : undefined;
  }

  /** Fails where Redis could not say that an effect is kept so; comes before the call runs. */
  async expectPossible(store: string, { disk }: Guarantees): Promise<void> {
    const node = disk ? this.masterOf(store) : undefined;
    if (!node) return;
    const { fault } = await ask(this.redis, 'WAITAOF', () => this.diskOf(node));
    if (fault) throw new DurabilityImpossibleError(fault);
  }

  /** Resolves when the effect of an operation that has run is kept; a NotDurableError where that takes too long. */
  async keep(store: string, operation: Operation, wanted: Guarantees): Promise<void> {
    const node = this.masterOf(store);
    if (!node) throw new NotDurableError(wanted);
    const needed = { ...wanted, disk: wanted.disk && this.disks.get(node)?.waits !== false };
    if (!needed.disk && !needed.replica) return;
    const records = [...new Set(operationKeys(store, operation))];
    const written = storeKey(store, 'barrier');
    if (!(await this.barrier(node, needed).keeps({ records, written }))) throw new NotDurableError(wanted);
  }

  /** The node that takes writes of a store; undefined while it is not connected. */
  private masterOf(store: string): Redis | undefined {
    const name = this.redis.ownerOf(storeKey(store, 'store'));
    return this.redis.masters().find((node) => nameOf(node) === name);
  }

  private barrier(node: Redis, guarantees: Guarantees): Barrier {
    const name = `${nameOf(node)} ${JSON.stringify(guarantees)}`;
    const known = this.barriers.get(name);
    if (known && !known.isOver) return known;
    const made = new Barrier(node, guarantees, keyPrefixOf(this.redis));
    this.barriers.set(name, made);
    return made;
  }

  /** Asked once of each node that is connected. */
  private async diskOf(node: Redis): Promise<DiskGuarantee> {
    const known = this.disks.get(node);
    if (known && !known.fault) return known;
    const found = await diskGuaranteeOf(node);
    this.disks.set(node, found);
    return found;
  }
}
