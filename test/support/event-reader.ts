import { EventSource } from 'eventsource';

export interface HeardEvent {
  id: string;
  type: string;
  data: { id: string; type: string; data: Record<string, unknown> };
}

/** Reads /events as a client library does: it reconnects by itself, with the id of the last event. */
export class EventReader {
  readonly heard: HeardEvent[] = [];
  /** Status of an answer after which it does not reconnect. */
  refused?: number;
  private readonly source: EventSource;

  constructor(url: string, types: readonly string[]) {
    this.source = new EventSource(url);
    for (const type of types) {
      this.source.addEventListener(type, ({ lastEventId, data }) =>
        this.heard.push({ id: lastEventId, type, data: JSON.parse(data as string) as HeardEvent['data'] }),
      );
    }
    this.source.addEventListener('error', ({ code }) => (this.refused = code));
  }

  get isOpen(): boolean {
    return this.source.readyState === EventSource.OPEN;
  }

  get isOver(): boolean {
    return this.source.readyState === EventSource.CLOSED;
  }

  close(): void {
    this.source.close();
  }
}
