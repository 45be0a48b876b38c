import { Injectable } from '@nestjs/common';
import { internalOperation, ScriptRunner } from '../../platform/redis';
import { Due, Sweep, SweepRun, toDue, toSweepRun } from '../../platform/sweeping';

/** The scripts that end pending transfers whose time is up. */
@Injectable()
export class TransferSweepLua implements Sweep {
  readonly name = 'transfers';

  constructor(private readonly scripts: ScriptRunner) {}

  /** lua/ledger/find-due.lua */
  async find(store: string, limit: number): Promise<Due | undefined> {
    return toDue(await this.scripts.run('ledger/find-due', { store, args: { limit } }));
  }

  /** lua/ledger/release-due.lua, which finds the oldest again; they have no keys of their own to be declared. */
  async release(store: string, members: string[]): Promise<SweepRun> {
    const args = { operation_id: internalOperation('sweep').id, limit: members.length };
    return toSweepRun(await this.scripts.run('ledger/release-due', { store, args }));
  }

  /** Nothing is forgotten: transfers and entries are the books. */
  async purge(): Promise<number> {
    return 0;
  }
}
