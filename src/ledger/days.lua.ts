import { Injectable } from '@nestjs/common';
import { Reply, ScriptArgs, ScriptCall, ScriptName, ScriptRunner } from '../platform/redis';
import { midnightsAround } from './midnights';

const DAYS_AHEAD = 3;
/** A store's zone may be unknown at first, and its clock may pass the last midnight; more than that is a defect. */
const ATTEMPTS = 3;

/** The scripts that take a table of midnights. */
type DayScript = {
  [N in ScriptName]: ScriptArgs[N] extends { midnights: string } ? N : never;
}[ScriptName];
type DayCall<N extends ScriptName> = Omit<ScriptCall<N>, 'args'> & { args: Omit<ScriptArgs[N], 'midnights'> };

/**
 * Runs scripts that must know which day it is in the store's time zone (lua/ledger/parts/days.lua): sends them a table of
 * midnights as their argument `midnights`. A script that cannot find its day there says so before it does anything, with
 * its zone and its clock, and gets another table; so no clock but Redis' own has a say, and a table lasts for days.
 */
@Injectable()
export class DaysLua {
  private readonly zones = new Map<string, string>();
  private readonly tables = new Map<string, string>();

  constructor(private readonly scripts: ScriptRunner) {}

  async run<N extends DayScript>(name: N, call: DayCall<N>): Promise<Reply<N>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const midnights = this.tableOf(this.zones.get(call.store) ?? 'UTC');
      const args = { midnights, ...call.args } as unknown as ScriptArgs[N];
      const reply = await this.scripts.run(name, { ...call, args });
      if ((reply.outcome as string) !== 'DAYS_NEEDED') return reply;
      const [zone, nowMs] = reply.values as [string, string];
      this.zones.set(call.store, zone);
      this.tables.set(zone, tableAround(zone, Number(nowMs)));
    }
    throw new Error(`lua/${name}.lua finds its day in no table`);
  }

  private tableOf(zone: string): string {
    const known = this.tables.get(zone);
    if (known !== undefined) return known;
    const made = tableAround(zone, Date.now());
    this.tables.set(zone, made);
    return made;
  }
}

function tableAround(zone: string, nowMs: number): string {
  const [, ...midnights] = midnightsAround(zone, nowMs, DAYS_AHEAD);
  return [zone, ...midnights].join(' ');
}
