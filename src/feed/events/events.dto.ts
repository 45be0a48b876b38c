import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import { Optional } from '../../platform/http';

export class EventsQuery {
  /**
   * Sends the effects behind the one with this `id`. Omit to begin now; `Last-Event-ID` wins over it.
   * @example "1767225600000-0"
   */
  @Optional()
  @ApiPropertyOptional()
  @IsString()
  after?: string;

  /**
   * Types to send, with commas between. Omit for all.
   * @example "order.placed,order.cancelled"
   */
  @Optional()
  @ApiPropertyOptional()
  @IsString()
  types?: string;
}
