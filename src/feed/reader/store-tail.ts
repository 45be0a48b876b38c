import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Problem } from '../../platform/http';
import { comesBehind, JournalEntry, JournalPlace, POSITION_GONE, StoresService } from '../../stores';

/** One read of the journal a tick, however many follow. */
const TICK_MS = 200;
const PAGE = 200;

/** Someone who wants each effect behind the last one seen, in order. */
export interface Follower {
  /** The last effect seen. */
  place: JournalPlace;
  see(effect: JournalEntry): void;
  /** Nothing more comes: effects may have been missed. */
  end(): void;
}

/** Follows the end of the journal of one store, for as long as somebody listens. */
export class StoreTail {
  private readonly followers = new Set<Follower>();
  private place?: JournalPlace;
  private isReading = false;
  private fault?: string;
  private readonly logger = new Logger('Feed');

  constructor(
    private readonly stores: StoresService,
    private readonly store: string,
    private readonly whenIdle: () => void,
  ) {}

  /** A follower who has seen what there is; effects that the tail has passed already are its own to read. */
  join(follower: Follower): void {
    this.place ??= follower.place;
    this.followers.add(follower);
    if (!this.isReading) void this.read();
  }

  leave(follower: Follower): void {
    this.followers.delete(follower);
  }

  /** Whether the tail has read effects that this place has not seen. */
  isAheadOf({ after }: JournalPlace): boolean {
    return this.place !== undefined && this.place.after !== after && comesBehind(this.place.after, after);
  }

  private async read(): Promise<void> {
    this.isReading = true;
    while (this.followers.size > 0) {
      const more = await this.readOnce().catch((error: Error) => this.failed(error));
      if (!more) await sleep(TICK_MS, undefined, { ref: false });
    }
    this.isReading = false;
    this.whenIdle();
  }

  private async readOnce(): Promise<boolean> {
    const { effects, place, more } = await this.stores.effectsBehind(this.store, this.place!, PAGE);
    this.fault = undefined;
    let before = this.place!.after;
    this.place = place;
    for (const effect of effects) {
      for (const follower of this.followers) tell(follower, effect, before);
      before = effect.id;
    }
    return more;
  }

  /** Redis that is away for a while is waited for; a journal that was cut behind this place has lost effects. */
  private failed(error: Error): boolean {
    if (error instanceof Problem && error.kind === POSITION_GONE) {
      for (const follower of this.followers) follower.end();
    } else if (error.message !== this.fault) {
      this.fault = error.message;
      this.logger.warn({
        store: this.store,
        msg: `the journal cannot be followed for now: ${error.message}`,
      });
    }
    return false;
  }
}

/** A follower that has seen all before it needs no look at the numbers in its place. */
function tell(follower: Follower, effect: JournalEntry, before: string): void {
  const { after } = follower.place;
  if (after === before || comesBehind(effect.id, after)) follower.see(effect);
}
