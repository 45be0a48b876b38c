import { Injectable } from '@nestjs/common';
import { CartsLua } from '../../carts';
import { internalOperation, ScriptRunner } from '../../platform/redis';
import { Due, Sweep, SweepRun, toDue, toSweepRun } from '../../platform/sweeping';

/** As many orders as one reader waits for. */
const MOST_ENDED = 100;

/** The scripts that end authorised orders whose time is up. */
@Injectable()
export class OrderSweepLua implements Sweep {
  readonly name = 'orders';

  constructor(
    private readonly scripts: ScriptRunner,
    private readonly carts: CartsLua,
  ) {}

  /** lua/orders/find-due.lua */
  async find(store: string, limit: number): Promise<Due | undefined> {
    return toDue(await this.scripts.run('orders/find-due', { store, args: { limit } }));
  }

  /** lua/orders/release-due.lua, which finds the oldest again. */
  release(store: string, members: string[]): Promise<SweepRun> {
    return this.releaseDue(store, members.length);
  }

  /**
   * Ends orders that are over before somebody is told so, that units and money are back by then. Where it cannot, or
   * more are over, the sweeper does it.
   */
  async endLapsed(store: string): Promise<void> {
    await this.releaseDue(store, MOST_ENDED).catch(() => undefined);
  }

  private async releaseDue(store: string, limit: number): Promise<SweepRun> {
    const call = { store, operation: internalOperation('sweep'), args: { limit } };
    return toSweepRun(await this.scripts.run('orders/release-due', call));
  }

  /** Orders stay for good; carts that nobody checked out by their deadline leave their list. */
  purge(store: string, limit: number): Promise<number> {
    return this.carts.forgetExpired(store, limit);
  }
}
