import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config';
import { internalOperation, ScriptRunner } from '../../platform/redis';
import { Due, Sweep, SweepRun, toDue, toSweepRun, Vanished } from '../../platform/sweeping';

/** The scripts that end and forget reservations whose time is up. */
@Injectable()
export class ReservationSweepLua implements Sweep {
  readonly name = 'reservations';
  readonly releasesOneByOne = true;

  constructor(
    private readonly scripts: ScriptRunner,
    private readonly config: Config,
  ) {}

  /** lua/inventory/find-due.lua; undefined where there is no such store. */
  async find(store: string, limit: number, after?: string): Promise<Due | undefined> {
    return toDue(await this.scripts.run('inventory/find-due', { store, args: { limit, after } }));
  }

  /** lua/inventory/find-vanished.lua */
  async findVanished(store: string, cursor: string, limit: number): Promise<Vanished | undefined> {
    const reply = await this.scripts.run('inventory/find-vanished', { store, args: { cursor, limit } });
    if (reply.outcome !== 'OK') return undefined;
    const [next, ...members] = reply.values as [string, ...string[]];
    return { next, members };
  }

  /** lua/inventory/release-due.lua */
  async release(store: string, members: string[], dryRun?: boolean): Promise<SweepRun> {
    const hold = members.map((member) => member.slice(member.lastIndexOf('/') + 1));
    const call = {
      store,
      operation: internalOperation('sweep', dryRun),
      ids: { hold },
      items: members.map((member) => ({ member })),
    };
    return toSweepRun(await this.scripts.run('inventory/release-due', call));
  }

  /** lua/inventory/purge-ended.lua */
  async purge(store: string, limit: number): Promise<number> {
    const args = { retention_ms: this.config.RESERVATION_RETENTION_SECONDS * 1000, limit };
    const reply = await this.scripts.run('inventory/purge-ended', { store, args });
    return Number(reply.values[0] ?? 0);
  }
}
