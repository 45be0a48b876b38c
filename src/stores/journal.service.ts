import { Injectable } from '@nestjs/common';
import { Page, Span, valueOf } from '../platform/http';
import { Result } from '../platform/redis';
import { JournalEntry } from './dto/store.dto';
import { EarlierEffects } from './earlier-effects';
import { comesBehind, JournalPlace, placeIn } from './journal-place';
import { StoreRefusal, storeRefusals } from './stores.errors';
import { StoresLua } from './stores.lua';

type Kept = Result<Page<JournalEntry>, StoreRefusal>;

/** The journal of a store: what Redis keeps of it, and before that what an archive has. */
@Injectable()
export class Journal {
  constructor(
    private readonly lua: StoresLua,
    private readonly earlier: EarlierEffects,
  ) {}

  /** A page behind a place; `nextCursor` is the text of a place. */
  async page(
    store: string,
    place: JournalPlace,
    limit: number,
    span: Span = {},
  ): Promise<Page<JournalEntry>> {
    const kept = await this.lua.journal(store, place, limit, span);
    if (!mayLack(kept, place, span)) return valueOf(kept, storeRefusals);
    const earlier = await this.earlier.behind(store, place.after, limit, span);
    if (!areBefore(earlier, kept)) return valueOf(kept, storeRefusals);
    const last = earlier.at(-1)!;
    const left = limit - earlier.length;
    if (left === 0) return { items: earlier, nextCursor: last.id };
    const rest = await this.lua.journal(store, placeIn(last.id), left, span);
    // Effects that nobody has are missed: the next page says so.
    if (!rest.ok) return { items: earlier, nextCursor: last.id };
    return { items: [...earlier, ...rest.value.items], nextCursor: rest.value.nextCursor };
  }

  /** As above, of what Redis keeps: whatever was trimmed is refused, or left out at the beginning. */
  async keptPage(store: string, place: JournalPlace, limit: number): Promise<Page<JournalEntry>> {
    return valueOf(await this.lua.journal(store, place, limit), storeRefusals);
  }
}

/** Whether effects may have come before these that are not kept: a position that is kept tells that none are missing. */
function mayLack(kept: Kept, { after }: JournalPlace, { fromMs }: Span): boolean {
  if (!kept.ok) return kept.code === 'POSITION_GONE';
  return after === '' || Number(after.split('-')[0]) < (fromMs ?? -1);
}

function areBefore([first]: JournalEntry[], kept: Kept): boolean {
  const [other] = kept.ok ? kept.value.items : [];
  return first !== undefined && (other === undefined || comesBehind(other.id, first.id));
}
