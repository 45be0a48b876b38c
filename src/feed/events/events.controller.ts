import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  ARCHIVE_UNAVAILABLE,
  Domain,
  OVERLOADED,
  Refuses,
  Scope,
  STORE_NOT_FOUND,
  StorePath,
  Streams,
} from '../../platform/http';
import { POSITION_GONE } from '../../stores';
import { EventsQuery } from './events.dto';
import { EventsService } from './events.service';
import { LastEventId, TakesLastEventId } from './last-event-id';

@ApiTags('events')
@Domain('journal')
@Controller('v1/stores/:store/events')
export class EventsController {
  constructor(private readonly events: EventsService) {}

  /**
   * Sends each effect as it happens, as Server-Sent Events.
   * @remarks `id` is the id of the effect, `event` its type, `data` its entry of the journal. A reader that reconnects
   * with `Last-Event-ID` misses nothing and sees nothing twice. A comment comes every 15 s; a reader that is too slow is
   * dropped, and may resume.
   */
  @Get()
  @Scope('journal:read')
  @Streams()
  @TakesLastEventId()
  @ApiResponse({
    status: 200,
    description: 'A stream; this is the `data` of one event',
    content: { 'text/event-stream': { schema: { $ref: '#/components/schemas/Event' } } },
  })
  @Refuses(STORE_NOT_FOUND, POSITION_GONE, OVERLOADED, ARCHIVE_UNAVAILABLE)
  @Header('X-Accel-Buffering', 'no')
  async followEvents(
    @Param() path: StorePath,
    @Query() query: EventsQuery,
    @LastEventId() lastEventId?: string,
  ): Promise<StreamableFile> {
    const stream = await this.events.open(path.store, { ...query, lastEventId });
    return new StreamableFile(stream, { type: 'text/event-stream; charset=utf-8' });
  }
}
