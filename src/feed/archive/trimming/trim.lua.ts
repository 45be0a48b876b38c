import { Injectable } from '@nestjs/common';
import { ScriptRunner } from '../../../platform/redis';
import { Metrics } from '../../../platform/observability/metrics';
import { ArchivedEntryPart, ArchivedPart } from './archived-part';
import { LeavingMovements } from './leaving-deductions';

/** Where the journal begins, and what has left it. */
export interface JournalStart {
  nowMs: number;
  /** The id of the first entry; '' for none. */
  entry: string;
  /** Undefined where nothing has left. */
  trimmed?: { effects: number; first: string; last: string };
}

/** How it went: `different` is what Redis has otherwise than the archive, and keeps. */
export type TrimOutcome = 'trimmed' | 'changed' | 'different';

/** The scripts that take out of Redis what is archived. */
@Injectable()
export class TrimLua {
  constructor(
    private readonly scripts: ScriptRunner,
    private readonly metrics: Metrics,
  ) {}

  /** lua/feed/find-journal-start.lua; undefined where there is no such store. */
  async start(store: string): Promise<JournalStart | undefined> {
    const reply = await this.scripts.run('feed/find-journal-start', { store });
    if (reply.outcome !== 'OK') return undefined;
    const [nowMs, entry, effects, , first, last] = reply.values as string[];
    const trimmed = effects === '' ? undefined : { effects: Number(effects), first: first!, last: last! };
    return { nowMs: Number(nowMs), entry: entry!, trimmed };
  }

  /** lua/feed/trim-journal.lua */
  async journal(
    store: string,
    args: { first: string; first_effect: string; through: string; effects: number },
  ): Promise<void> {
    const { values } = await this.scripts.run('feed/trim-journal', { store, args });
    if (Number(values[0] ?? 0) > 0) this.metrics.historyTrimmed.inc({ table: 'events' }, args.effects);
  }

  /** lua/inventory/trim-movements.lua: an outcome for each. */
  async movements(store: string, parts: readonly LeavingMovements[]): Promise<TrimOutcome[]> {
    const items = parts.map(({ id, after, through, sums, deductions }) => ({
      ...{ sku: id, after, through, on_hand: sums[0]!, reserved: sums[1]!, times: sums[2]! },
      deductions,
    }));
    const { values } = await this.scripts.run('inventory/trim-movements', { store, items });
    return this.counted('movements', parts, values as TrimOutcome[]);
  }

  /** lua/ledger/trim-entries.lua: an outcome for each. */
  async entries(store: string, parts: readonly ArchivedEntryPart[]): Promise<TrimOutcome[]> {
    const items = parts.map(({ id: key, after, through, proof }) => ({ key, after, through, proof }));
    const { values } = await this.scripts.run('ledger/trim-entries', { store, items });
    return this.counted('entries', parts, values as TrimOutcome[]);
  }

  private counted(table: string, parts: readonly ArchivedPart[], outcomes: TrimOutcome[]): TrimOutcome[] {
    const trimmed = parts.filter((_, i) => outcomes[i] === 'trimmed');
    const count = trimmed.reduce((sum, { after, through }) => sum + through - after, 0);
    this.metrics.historyTrimmed.inc({ table }, count);
    return outcomes;
  }
}
