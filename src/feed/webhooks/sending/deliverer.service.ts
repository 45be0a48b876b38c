import { randomUUID } from 'node:crypto';
import { BeforeApplicationShutdown, Injectable, Logger, OnApplicationBootstrap } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Config } from '../../../platform/config/config';
import { KnownStores, Rounds } from '../../../platform/sweeping';
import { StoresService } from '../../../stores';
import { KeptWebhook } from '../kept-webhook';
import { DeliveriesLua } from './deliveries.lua';
import { Lane } from './lane.service';

/** Lanes of one process at once; the others have their turn as these come to an end. */
const MOST_LANES = 100;

/** Looks once in each interval of the sweeps which webhooks this process may send to, and runs a lane for each. */
@Injectable()
export class Deliverer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly owner = randomUUID();
  private readonly lanes = new Map<string, Promise<void>>();
  private readonly logger = new Logger('Webhooks');
  private readonly failing = new Set<string>();
  private readonly rounds: Rounds;

  constructor(
    private readonly lua: DeliveriesLua,
    private readonly lane: Lane,
    stores: StoresService,
    scheduler: SchedulerRegistry,
    private readonly config: Config,
  ) {
    this.rounds = new Rounds(new KnownStores(stores), scheduler, {
      name: 'webhooks',
      intervalMs: config.SWEEP_INTERVAL_MS,
      visit: (store) => this.visit(store),
      log: { swept: (store, error) => this.tell(store, error) },
    });
  }

  onApplicationBootstrap(): void {
    if (this.config.WEBHOOK_SECRET_KEY) this.rounds.start();
  }

  /** Attempts under way come to an end, and what became of them is noted. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
    await Promise.all(this.lanes.values());
  }

  private async visit(store: string): Promise<void> {
    for (const webhook of await this.lua.claim(store, this.owner)) {
      const name = `${store}/${webhook.id}`;
      if (this.rounds.stopping || this.lanes.has(name) || this.lanes.size >= MOST_LANES) continue;
      const ran = this.run(store, webhook).finally(() => this.lanes.delete(name));
      this.lanes.set(name, ran);
    }
  }

  /** Said once, not every second for as long as Redis is away. */
  private tell(store: string, error: Error | undefined): void {
    if (!error) return void this.failing.delete(store);
    if (this.failing.has(store)) return;
    this.failing.add(store);
    this.logger.warn({ store, msg: `no webhook is sent to for now: ${error.message}` });
  }

  private async run(store: string, webhook: KeptWebhook): Promise<void> {
    try {
      await this.lane.run(store, webhook, () => !this.rounds.stopping);
    } catch (error) {
      this.logger.warn({ store, webhook: webhook.id, msg: `not sent for now: ${(error as Error).message}` });
    }
  }
}
