import { Injectable } from '@nestjs/common';
import { internalOperation, ScriptRunner } from '../../platform/redis';
import { Due, Sweep, SweepRun, toDue, toSweepRun } from '../../platform/sweeping';

/** The scripts that end authorised orders whose time is up. */
@Injectable()
export class OrderSweepLua implements Sweep {
  readonly name = 'orders';

  constructor(private readonly scripts: ScriptRunner) {}

  /** lua/orders/find-due.lua */
  async find(store: string, limit: number): Promise<Due | undefined> {
    return toDue(await this.scripts.run('orders/find-due', { store, args: { limit } }));
  }

  /** lua/orders/release-due.lua, which finds the oldest again. */
  async release(store: string, members: string[]): Promise<SweepRun> {
    const call = { store, operation: internalOperation('sweep'), args: { limit: members.length } };
    return toSweepRun(await this.scripts.run('orders/release-due', call));
  }

  /** Nothing is forgotten: orders stay for good. */
  async purge(): Promise<number> {
    return 0;
  }
}
