import { Injectable, OnModuleDestroy } from '@nestjs/common';
import { invalid, OVERLOADED, Problem } from '../../platform/http';
import { Metrics } from '../../platform/observability/metrics';
import { EVENTS, EffectsRead, isEffectId, JournalPlace, placeIn, StoresService } from '../../stores';
import { Tails } from '../reader/tails';
import { EventStream } from './event-stream';

const PAGE = 200;

/** Open streams of one process; each holds a connection and a little memory. */
const MOST_STREAMS = 4_000;

export interface EventsWanted {
  /** Position of a reader that reconnects. */
  lastEventId?: string;
  after?: string;
  types?: string;
}

/** Sends the effects of the journal to those who listen, as they happen. */
@Injectable()
export class EventsService implements OnModuleDestroy {
  private readonly streams = new Set<EventStream>();

  constructor(
    private readonly stores: StoresService,
    private readonly tails: Tails,
    metrics: Metrics,
  ) {
    metrics.openStreams = () => this.streams.size;
  }

  /** A stream from a position on, or from now; it fails as a call where there is nothing to send from. */
  async open(store: string, wanted: EventsWanted): Promise<EventStream> {
    const types = typesIn(wanted.types);
    const asked = placeOf(wanted);
    if (this.streams.size >= MOST_STREAMS) {
      throw new Problem(OVERLOADED, `There are ${MOST_STREAMS} open streams of events already.`);
    }
    const place = asked ?? (await this.stores.journalEnd(store));
    const first = await this.stores.effectsBehind(store, place, PAGE);
    const stream = new EventStream(place, types);
    this.streams.add(stream);
    stream.once('close', () => this.streams.delete(stream));
    void this.send(store, stream, first).catch(() => stream.destroy());
    return stream;
  }

  /** They would keep the service from stopping; readers resume where they were, at another process. */
  onModuleDestroy(): void {
    for (const stream of this.streams) stream.end();
  }

  /** Everything that has happened already, as fast as it is read, and then what happens. */
  private async send(store: string, stream: EventStream, first: EffectsRead): Promise<void> {
    for (let read = first; ; read = await this.stores.effectsBehind(store, stream.place, PAGE)) {
      for (const effect of read.effects) stream.see(effect);
      stream.place = read.place;
      await stream.roomForMore();
      if (stream.destroyed) return;
      const tail = this.tails.of(store);
      if (read.more || tail.isAheadOf(stream.place)) continue;
      tail.join(stream);
      return void stream.once('close', () => tail.leave(stream));
    }
  }
}

function placeOf({ lastEventId, after }: EventsWanted): JournalPlace | undefined {
  const [pointer, id] = lastEventId === undefined ? ['?after', after] : ['Last-Event-ID', lastEventId];
  if (id === undefined) return undefined;
  if (!isEffectId(id)) throw invalid([{ pointer, detail: 'must be the id of an effect' }]);
  return placeIn(id);
}

function typesIn(text: string | undefined): ReadonlySet<string> | undefined {
  if (text === undefined) return undefined;
  const types = text.split(',');
  const unknown = types.filter((type) => !Object.hasOwn(EVENTS, type));
  if (unknown.length > 0) {
    throw invalid(unknown.map((type) => ({ pointer: '?types', detail: `there is no event ${type}` })));
  }
  return new Set(types);
}
