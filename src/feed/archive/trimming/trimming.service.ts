import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config';
import { comesBehind, entryOf, JournalEntry, placeIn, StoresService } from '../../../stores';
import { StoreArchive } from '../copying/store-archive.service';
import { Touched } from '../copying/touched';
import { HistoryTrimming } from './history-trimming.service';
import { JournalStart, TrimLua } from './trim.lua';

/** Effects that one step looks at. */
const PAGE = 500;

/** An effect may be as much later than its movements, whose time is that at which the script began. */
const LONGEST_SCRIPT_MS = 1_000;

/** Outcome of a step: how long the oldest effect could have been gone, and whether there may be more to take at once. */
export interface TrimStep {
  lagMs: number;
  more: boolean;
}

interface Leaving {
  through: string;
  effects: JournalEntry[];
}

/**
 * Takes out of Redis what is archived and old. The beginning of the journal is the bookmark: what its first effects touched
 * goes first, then they go, so that whoever is killed in between leaves work and no gap. Every script compares what it
 * takes away with what the archive has, and with where Redis stands, so that any number of processes may do so.
 */
@Injectable()
export class Trimming {
  constructor(
    private readonly config: Config,
    private readonly stores: StoresService,
    private readonly archive: StoreArchive,
    private readonly lua: TrimLua,
    private readonly histories: HistoryTrimming,
  ) {}

  get isUsed(): boolean {
    return this.config.HISTORY_SECONDS !== undefined;
  }

  async step(store: string): Promise<TrimStep> {
    const start = await this.lua.start(store);
    if (!start || start.entry === '') return { lagMs: 0, more: false };
    const untilMs = start.nowMs - this.config.HISTORY_SECONDS! * 1_000;
    const lagMs = Math.max(0, untilMs - Number(start.entry.split('-')[0]));
    if (lagMs === 0) return { lagMs, more: false };
    const position = await this.archive.position(store);
    const bookmark = entryOf(position);
    if (start.entry === bookmark) return { lagMs: 0, more: false }; // the last one stays
    const archivedMs = Math.min(untilMs, await this.archivedUntil(store, position));
    const leaving = await this.leaving(store, bookmark, archivedMs);
    if (!leaving) return { lagMs, more: false };
    const touched = new Touched();
    for (const effect of leaving.effects) touched.see(effect);
    await this.histories.movements(store, [...touched.skus], archivedMs);
    await this.histories.entries(store, [...touched.accounts], archivedMs);
    return { lagMs, more: await this.trimJournal(store, start, leaving) };
  }

  /**
   * The time up to which all is archived. Movements are copied ahead of the effects behind the bookmark, and what those
   * tell of, such as deductions, is not there yet.
   */
  private async archivedUntil(store: string, position: string): Promise<number> {
    const { effects } = await this.stores.keptEffectsBehind(store, placeIn(position), 1);
    return effects[0] ? Date.parse(effects[0].at) - LONGEST_SCRIPT_MS : Infinity;
  }

  /** Effects of whole entries, from the first one on, that come before the bookmark of the archive and are old. */
  private async leaving(store: string, bookmark: string, untilMs: number): Promise<Leaving | undefined> {
    const { effects, place } = await this.stores.keptEffectsBehind(store, placeIn(''), PAGE);
    const stays = effects.findIndex(
      ({ id, at }) => Date.parse(at) > untilMs || !comesBehind(bookmark, entryOf(id)),
    );
    // The entry of the effect that follows stays as a whole.
    const next = stays >= 0 ? entryOf(effects[stays]!.id) : place.following;
    const old = (stays < 0 ? effects : effects.slice(0, stays)).filter(({ id }) => entryOf(id) !== next);
    const last = old.at(-1);
    return last && { through: entryOf(last.id), effects: old };
  }

  private async trimJournal(store: string, start: JournalStart, leaving: Leaving): Promise<boolean> {
    const [first] = leaving.effects;
    await this.lua.journal(store, {
      ...{ first: start.entry, first_effect: first!.id, through: leaving.through },
      effects: leaving.effects.length,
    });
    return leaving.effects.length > PAGE / 2;
  }
}
