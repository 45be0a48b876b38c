import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config';
import { internalOperation, ScriptRunner } from '../../platform/redis';
import { Due, Sweep, SweepRun, toDue, toSweepRun } from '../../platform/sweeping';

/** The scripts that end and forget waits whose time is up, and run lines that have to be run on. */
@Injectable()
export class WaitSweepLua implements Sweep {
  readonly name = 'waits';
  readonly releasesOneByOne = true;

  constructor(
    private readonly scripts: ScriptRunner,
    private readonly config: Config,
  ) {}

  /** lua/inventory/find-due-waits.lua; undefined where there is no such store. */
  async find(store: string, limit: number, after?: string): Promise<Due | undefined> {
    return toDue(await this.scripts.run('inventory/find-due-waits', { store, args: { limit, after } }));
  }

  /** lua/inventory/release-due-waits.lua */
  async release(store: string, members: string[], dryRun?: boolean): Promise<SweepRun> {
    const operation = internalOperation('sweep', dryRun);
    const items = members.map((member) => ({ member }));
    return toSweepRun(await this.scripts.run('inventory/release-due-waits', { store, operation, items }));
  }

  /** lua/inventory/purge-ended-waits.lua: a wait is kept as long as a reservation. */
  async purge(store: string, limit: number): Promise<number> {
    const args = { retention_ms: this.config.RESERVATION_RETENTION_SECONDS * 1000, limit };
    const reply = await this.scripts.run('inventory/purge-ended-waits', { store, args });
    return Number(reply.values[0] ?? 0);
  }
}
