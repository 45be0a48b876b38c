import { createParamDecorator, ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { FastifyRequest } from 'fastify';

const HEADER = 'last-event-id';

/** The header with which a reader reconnects; an empty one is none. */
export const LastEventId = createParamDecorator(
  (_data: unknown, context: ExecutionContext): string | undefined => {
    const value = context.switchToHttp().getRequest<FastifyRequest>().headers[HEADER];
    return value === undefined || value === '' ? undefined : String(value);
  },
);

export const TakesLastEventId = (): MethodDecorator =>
  ApiHeader({
    name: 'Last-Event-ID',
    description: 'The `id` of the last event seen, which browsers and libraries send as they reconnect.',
    required: false,
    schema: { type: 'string' },
  });
