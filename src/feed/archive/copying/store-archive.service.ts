import { Injectable } from '@nestjs/common';
import { Problem } from '../../../platform/http';
import { EffectsRead, JournalPlace, placeIn, POSITION_GONE, StoresService } from '../../../stores';
import { Database } from '../database';
import { eventRow } from '../tables/events';
import { Copier } from './copier.service';
import { HistoryLua, WALKED, Walked } from './history.lua';
import { Target } from './target';
import { Touched } from './touched';

const PAGE = 500;

/** The end of a walk. */
const DONE = 'done';

interface Bookmark {
  position: string;
  following: string;
  walk: string;
}

/** Outcome of a step: where the archive is, and whether there is more; nothing where another process has the store. */
export type Step = { position: string; more: boolean } | undefined;

/**
 * Copies what happened in a store, a page at a time. The row of the store in the archive is its bookmark, and the lock of
 * that row is the lease: it ends with the transaction that writes rows and bookmark both, whatever becomes of the process,
 * so that nobody can write who does not hold it.
 */
@Injectable()
export class StoreArchive {
  constructor(
    private readonly database: Database,
    private readonly stores: StoresService,
    private readonly history: HistoryLua,
    private readonly copier: Copier,
  ) {}

  get isUsed(): boolean {
    return this.database.isUsed;
  }

  step(store: string): Promise<Step> {
    return this.database.transaction(async (transaction) => {
      const target = { store, transaction };
      await transaction.rows('insert into countinghouse.stores (store) values ($1) on conflict do nothing', [
        store,
      ]);
      const [bookmark] = await transaction.rows<Bookmark>(
        'select position, following, walk from countinghouse.stores where store = $1 for update skip locked',
        [store],
      );
      return bookmark && this.copyPage(target, bookmark);
    });
  }

  /** The last effect that is archived, whoever does so; '' for none. */
  async position(store: string): Promise<string> {
    const [row] = await this.database.transaction((transaction) =>
      transaction.rows<Bookmark>('select position from countinghouse.stores where store = $1', [store]),
    );
    return row?.position ?? '';
  }

  private async copyPage(target: Target, bookmark: Bookmark): Promise<Step> {
    const { store, transaction } = target;
    const touched = new Touched();
    const { effects, place, more, isCut } = await this.read(store, {
      after: bookmark.position,
      following: bookmark.following,
    });
    for (const effect of effects) touched.see(effect);
    const walk = await this.walkOn(store, isCut ? `${WALKED[0]} 0` : bookmark.walk, touched);
    await this.copier.copy(target, effects.map(eventRow), touched);
    // A store where nothing happens costs PostgreSQL no write.
    if (place.after !== bookmark.position || walk !== bookmark.walk) {
      await transaction.rows(
        'update countinghouse.stores set position = $2, following = $3, walk = $4 where store = $1',
        [store, place.after, place.following, walk],
      );
    }
    return { position: place.after, more: more || walk !== DONE };
  }

  /** Where effects were removed from the journal it goes on with the first one that is kept. */
  private async read(store: string, place: JournalPlace): Promise<EffectsRead & { isCut: boolean }> {
    try {
      return { ...(await this.stores.keptEffectsBehind(store, place, PAGE)), isCut: false };
    } catch (error) {
      if (!(error instanceof Problem) || error.kind !== POSITION_GONE) throw error;
      return { ...(await this.stores.keptEffectsBehind(store, placeIn(''), PAGE)), isCut: true };
    }
  }

  /** Looks through what the journal does not tell of: it may have been cut before the archive saw it. */
  private async walkOn(store: string, walk: string, touched: Touched): Promise<string> {
    if (walk === DONE) return DONE;
    const [walked, cursor] = walk.split(' ') as [Walked, string];
    const { ids, next } = await this.history.walk(store, walked, cursor);
    const seen = { ...touched, stock: touched.skus }[walked];
    for (const id of ids) seen.add(id);
    if (next !== '0') return `${walked} ${next}`;
    const following = WALKED[WALKED.indexOf(walked) + 1];
    return following === undefined ? DONE : `${following} 0`;
  }
}
