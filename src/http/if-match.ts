import { applyDecorators, createParamDecorator, ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { FastifyRequest } from 'fastify';
import { invalid } from './validation';

/**
 * The version in `If-Match`, as text for a script to compare (lua/lib/precondition.lua): '' without the header,
 * `*` for any. As text, because past 2^53 different numbers are equal, and because a tag that was never given out,
 * a weak one included, is simply one that matches nothing.
 */
export const IfMatch = createParamDecorator((_data: unknown, context: ExecutionContext): string => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']?.trim() ?? '';
  if (header !== '' && !/^(\*|(W\/)?"[\x21\x23-\x7e]{0,64}")$/.test(header)) {
    throw invalid([
      { pointer: 'If-Match', detail: 'the header must be one ETag as it was given, such as "7", or *' },
    ]);
  }
  return /^"(\d+)"$/.exec(header)?.[1] ?? header;
});

/** Whether `If-None-Match: *` was sent: the call may only create. Another value means nothing to a write. */
export const IfNoneMatch = createParamDecorator((_data: unknown, context: ExecutionContext): boolean => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-none-match']?.trim() ?? '';
  if (header !== '' && header !== '*') {
    throw invalid([{ pointer: 'If-None-Match', detail: 'the header must be *' }]);
  }
  return header === '*';
});

/** Documents If-Match; the handler takes it with `@IfMatch()`, and the refusals name VERSION_MISMATCH. */
export function TakesIfMatch(): MethodDecorator {
  const description =
    'The ETag that the change is meant for; where another is current, nothing is changed (412).';
  return applyDecorators(
    ApiHeader({ name: 'If-Match', description, required: false, schema: { type: 'string', example: '"7"' } }),
  );
}

/** Documents If-None-Match; the handler takes it with `@IfNoneMatch()`. */
export function TakesIfNoneMatch(): MethodDecorator {
  const description = '`*`: only create; where it exists already, nothing is changed (412).';
  return applyDecorators(
    ApiHeader({
      name: 'If-None-Match',
      description,
      required: false,
      schema: { type: 'string', enum: ['*'] },
    }),
  );
}
