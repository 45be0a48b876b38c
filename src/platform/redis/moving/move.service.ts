import { Inject, Injectable } from '@nestjs/common';
import { storeKey } from '../keys';
import { REDIS, RedisConnection } from '../redis-connection';
import { StoreNames } from '../store-names';
import { moveRest } from './away';
import { EarlyCopies } from './early-copies';
import { copyFunctions } from './functions';
import { MoveFault } from './move-fault';
import { planMove, MovePlan } from './move-plan';
import { NodeLink } from './node-link';
import { refuseVastKeys, refuseWithoutRoom, survey, Survey } from './survey';

/** Told on the way. */
export interface MoveProgress {
  /** Stores whose slot is the same: they go along. */
  along(stores: string[]): void;
  step(done: number, note: string): void;
}

export interface Moved {
  keys: number;
  from: string;
  to: string;
  /** All of it, and the part in which calls of the store were refused. */
  ms: number;
  awayMs: number;
}

const NAMES_AT_ONCE = 1_000;

/**
 * Moves the slot of a store to another master, beside services that work on it. Nothing is kept about a move but what
 * Redis itself keeps of the slot, so that one that was broken off, also one of redis-cli, is found and finished.
 */
@Injectable()
export class MoveService {
  constructor(
    @Inject(REDIS) private readonly redis: RedisConnection,
    private readonly names: StoreNames,
  ) {}

  async move(store: string, address: string, progress: MoveProgress): Promise<Moved> {
    const started = performance.now();
    const plan = await planMove(this.redis, store, address);
    const { source, target } = plan.passage;
    try {
      const stores = await this.storesIn(plan, store);
      progress.along(stores.slice(1));
      const found = await survey(plan.passage, stores);
      await refuseWithoutRoom(plan.passage, found);
      await refuseVastKeys(plan.passage, found);
      await copyFunctions(source, target);
      const copies = await this.begin(plan, stores, found, progress);
      const began = performance.now();
      const keys = await this.finish(plan, copies, found, progress);
      const ended = performance.now();
      await this.tellOthers(plan);
      const ms = { ms: performance.now() - started, awayMs: ended - began };
      return { keys, from: source.address, to: target.address, ...ms };
    } finally {
      for (const link of [source, target]) link.close();
    }
  }

  /** All that can be done while calls are served. */
  private async begin(
    { passage, isHalfWay, wasOpen }: MovePlan,
    stores: string[],
    { keys }: Survey,
    progress: MoveProgress,
  ): Promise<EarlyCopies> {
    const copies = new EarlyCopies(passage, stores);
    try {
      await passage.openTarget();
      // The store is away, so there is nothing to gain.
      if (isHalfWay) return copies;
      await copies.make((count) => progress.step(Math.min(count / keys, 1), `${count} copied`));
      return copies;
    } catch (error) {
      if (!isHalfWay && !wasOpen) await passage.shutTarget().catch(() => undefined);
      throw error;
    }
  }

  private async finish(
    { passage }: MovePlan,
    copies: EarlyCopies,
    found: Survey,
    progress: MoveProgress,
  ): Promise<number> {
    try {
      const moved = (count: number): void => progress.step(Math.min(count / found.keys, 1), `${count} moved`);
      return await moveRest(passage, copies, found, moved);
    } catch (error) {
      throw new MoveFault(
        `${(error as Error).message}. The move is half done, and calls of the store are refused until it is through: ` +
          'put right what it says',
      );
    }
  }

  /** They would hear of it from one another, a moment later. */
  private async tellOthers({ passage }: MovePlan): Promise<void> {
    const { source, target } = passage;
    await Promise.allSettled(
      this.redis.masters().map(async ({ options: { host, port } }) => {
        const link = await NodeLink.open(source.client, host!, port!);
        if (![source.id, target.id].includes(link.id)) await passage.tell(link).catch(() => undefined);
        link.close();
      }),
    );
  }

  /** The store itself first. */
  private async storesIn({ passage: { slot, source } }: MovePlan, store: string): Promise<string[]> {
    const found = [store];
    for (let after = '', more = true; more;) {
      const page = await this.names.list(after, NAMES_AT_ONCE);
      const keys = page.names.map((name) => storeKey(name, 'store'));
      const slots = keys.length === 0 ? [] : await source.each(keys, ['CLUSTER', 'KEYSLOT']);
      found.push(...page.names.filter((name, i) => slots[i] === slot && name !== store));
      after = page.names.at(-1) ?? '';
      more = page.more;
    }
    return found;
  }
}
