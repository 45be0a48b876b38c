import { Injectable } from '@nestjs/common';
import { internalOperation, ScriptRunner } from '../../platform/redis';
import { Due, Sweep, SweepRun, toDue, toSweepRun } from '../../platform/sweeping';

/** The scripts that end pending transfers whose time is up. */
@Injectable()
export class TransferSweepLua implements Sweep {
  readonly name = 'transfers';

  constructor(private readonly scripts: ScriptRunner) {}

  /** lua/ledger/find-due.lua */
  async find(store: string, limit: number, after?: string): Promise<Due | undefined> {
    return toDue(await this.scripts.run('ledger/find-due', { store, args: { limit, after } }));
  }

  /** lua/ledger/release-due.lua, which finds the oldest again; they have no keys of their own to be declared. */
  async release(store: string, members: string[], dryRun?: boolean): Promise<SweepRun> {
    // Nothing but a dry run leaves them where they are, so that the next batch begins behind them.
    const args = { first: dryRun ? members[0] : undefined, limit: members.length };
    const call = { store, operation: internalOperation('sweep', dryRun), args };
    return toSweepRun(await this.scripts.run('ledger/release-due', call));
  }

  /** Nothing is forgotten: transfers and entries are the books. */
  async purge(): Promise<number> {
    return 0;
  }
}
