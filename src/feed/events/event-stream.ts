import { Readable } from 'node:stream';
import { JournalEntry, JournalPlace } from '../../stores';
import { Follower } from '../reader/store-tail';

/** A reader that has not taken so much of what lies ready is too slow. */
const MOST_WAITING_BYTES = 1_048_576;
const HEARTBEAT_MS = 15_000;

/**
 * Server-Sent Events (WHATWG HTML, 9.2) of one reader. A block without `data` is no event, and moves the reader's
 * Last-Event-ID all the same: so that a reader of few types resumes where it was, and one that has seen none yet does.
 */
export class EventStream extends Readable implements Follower {
  private readonly heartbeat: NodeJS.Timeout;
  private told = '';
  private wanted?: () => void;

  constructor(
    public place: JournalPlace,
    private readonly types: ReadonlySet<string> | undefined,
  ) {
    super({ highWaterMark: 65_536 });
    this.heartbeat = setInterval(() => this.beat(), HEARTBEAT_MS).unref();
    this.beat();
  }

  see(effect: JournalEntry): void {
    this.place = { after: effect.id, following: '' };
    if (this.types && !this.types.has(effect.type)) return;
    this.told = effect.id;
    this.push(`id: ${effect.id}\nevent: ${effect.type}\ndata: ${JSON.stringify(effect)}\n\n`);
    // It resumes with its Last-Event-ID, and nothing is kept for it meanwhile.
    if (this.readableLength > MOST_WAITING_BYTES) this.destroy();
  }

  end(): void {
    if (!this.destroyed) this.push(null);
  }

  /** Resolves when the reader has taken most of what lies ready, or is gone. */
  async roomForMore(): Promise<void> {
    if (this.destroyed || this.readableLength < this.readableHighWaterMark) return;
    await new Promise<void>((resolve) => (this.wanted = resolve));
  }

  override _read(): void {
    this.wanted?.();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearInterval(this.heartbeat);
    this.wanted?.();
    done(error);
  }

  private beat(): void {
    const { after } = this.place;
    this.push(after === this.told ? ':\n\n' : `:\nid: ${after}\n\n`);
    this.told = after;
  }
}
