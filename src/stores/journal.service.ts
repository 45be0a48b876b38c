import { Injectable } from '@nestjs/common';
import { Page, valueOf } from '../platform/http';
import { Result } from '../platform/redis';
import { DoneOperation, JournalEntry } from './dto/store.dto';
import { EarlierEffects } from './earlier-effects';
import { comesBehind, entryOf, JournalPlace, placeIn } from './journal-place';
import { StoreRefusal, storeRefusals } from './stores.errors';
import { EffectsWanted, StoresLua } from './stores.lua';

type Kept = Result<Page<JournalEntry>, StoreRefusal>;

/** The journal of a store: what Redis keeps of it, and before that what an archive has. */
@Injectable()
export class Journal {
  constructor(
    private readonly lua: StoresLua,
    private readonly earlier: EarlierEffects,
  ) {}

  /** A page behind a place; `nextCursor` is the text of a place. */
  page(store: string, wanted: EffectsWanted): Promise<Page<JournalEntry>> {
    return wanted.order === 'desc' ? this.newestFirst(store, wanted) : this.oldestFirst(store, wanted);
  }

  /** As above, of what Redis keeps: whatever was trimmed is refused, or left out at the beginning. */
  async keptPage(store: string, wanted: EffectsWanted): Promise<Page<JournalEntry>> {
    return valueOf(await this.lua.journal(store, wanted), storeRefusals);
  }

  /** An operation by the id of its first entry, which is no longer kept; undefined where nobody has that. */
  async operation(store: string, operationId: string, trace: string): Promise<DoneOperation | undefined> {
    const effects: JournalEntry[] = [];
    for (let place: JournalPlace | undefined = placeIn(before(trace)); place !== undefined;) {
      const { items, nextCursor } = await this.page(store, { ...place, order: 'asc', limit: AT_ONCE });
      const first = effects[0] ?? items[0];
      if (!first || entryOf(first.id) !== trace) return undefined;
      // Its entries follow each other: a script wrote them at once.
      const end = items.findIndex((item) => !areOfOneCall(item, first));
      effects.push(...items.slice(0, end < 0 ? items.length : end));
      place = nextCursor !== null && end < 0 ? placeIn(nextCursor) : undefined;
    }
    const { actor, at } = effects[0]!;
    const told = effects.map(({ id, type, data }) => ({ id, type, data }));
    return { operationId, at, actor, effects: told };
  }

  private async oldestFirst(store: string, wanted: EffectsWanted): Promise<Page<JournalEntry>> {
    const kept = await this.lua.journal(store, wanted);
    if (!mayLack(kept, wanted)) return valueOf(kept, storeRefusals);
    const earlier = await this.earlier.behind(store, wanted);
    if (!areBefore(earlier, kept)) return valueOf(kept, storeRefusals);
    const last = earlier.at(-1)!;
    const left = wanted.limit - earlier.length;
    if (left === 0) return { items: earlier, nextCursor: last.id };
    const rest = await this.lua.journal(store, { ...wanted, ...placeIn(last.id), limit: left });
    // Effects that nobody has are missed: the next page says so.
    if (!rest.ok) return { items: earlier, nextCursor: last.id };
    return { items: [...earlier, ...rest.value.items], nextCursor: rest.value.nextCursor };
  }

  private async newestFirst(store: string, wanted: EffectsWanted): Promise<Page<JournalEntry>> {
    const kept = await this.lua.journal(store, wanted);
    const isAtItsEnd = kept.ok ? kept.value.nextCursor === null : kept.code === 'POSITION_GONE';
    if (!isAtItsEnd) return valueOf(kept, storeRefusals);
    const items = kept.ok ? kept.value.items : [];
    const left = wanted.limit - items.length;
    const after = items.at(-1)?.id ?? wanted.after;
    // One more than is wanted tells whether another page follows.
    const earlier = await this.earlier.behind(store, { ...wanted, after, limit: left + 1 });
    if (earlier.length === 0) return valueOf(kept, storeRefusals);
    const all = [...items, ...earlier.slice(0, left)];
    return { items: all, nextCursor: earlier.length > left ? all.at(-1)!.id : null };
  }
}

const AT_ONCE = 200;

function areOfOneCall(effect: JournalEntry, other: JournalEntry): boolean {
  return effect.operationId === other.operationId && effect.requestId === other.requestId;
}

/** The place right before an entry. */
function before(entry: string): string {
  const [ms, sequence] = entry.split('-').map(BigInt) as [bigint, bigint];
  return sequence > 0n ? `${ms}-${sequence - 1n}` : `${ms - 1n}-${2n ** 64n - 1n}`;
}

/** Whether effects may have come before these that are not kept: a position that is kept tells that none are missing. */
function mayLack(kept: Kept, { after, fromMs }: EffectsWanted): boolean {
  if (!kept.ok) return kept.code === 'POSITION_GONE';
  return after === '' || Number(after.split('-')[0]) < (fromMs ?? -1);
}

function areBefore([first]: JournalEntry[], kept: Kept): boolean {
  const [other] = kept.ok ? kept.value.items : [];
  return first !== undefined && (other === undefined || comesBehind(other.id, first.id));
}
