import { applyDecorators, createParamDecorator, ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { FastifyRequest } from 'fastify';
import { invalid } from './validation';

const MAX_TAGS = 20;

/** A tag, as RFC 9110 has it, with what parts it from the next: empty places in a list mean nothing. */
const TAG = /((?:W\/)?"[\x21\x23-\x7e\x80-\xff]{0,64}")[ \t]*(?:,[ \t,]*|$)/y;

/**
 * The versions in `If-Match`, as text for a script to compare (lua/kernel/precondition.lua): '' without the header, `*`
 * for any, else those that may be meant with blanks between, `-` for none. As text, because past 2^53 different
 * numbers are equal; a tag that was never given out, a weak one included, is one that matches nothing.
 */
export function ifMatchOf(_data: unknown, context: ExecutionContext): string {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined || header.trim() === '*') return header?.trim() ?? '';
  const tags = tagsIn(header);
  if (tags.length === 0 || tags.length > MAX_TAGS) {
    const detail = `the header must be one to ${MAX_TAGS} ETags as they were given, such as "7", or *`;
    throw invalid([{ pointer: 'If-Match', detail }]);
  }
  return tags.flatMap((tag) => /^"(\d+)"$/.exec(tag)?.[1] ?? []).join(' ') || '-';
}

/** All tags of a list; none where it is not one. */
function tagsIn(list: string): string[] {
  const text = list.replace(/^[ \t,]+/, '');
  const tags: string[] = [];
  TAG.lastIndex = 0;
  while (TAG.lastIndex < text.length) {
    const [, tag] = TAG.exec(text) ?? [];
    if (tag === undefined) return [];
    tags.push(tag);
  }
  return tags;
}

export const IfMatch = createParamDecorator(ifMatchOf);

/** Whether `If-None-Match: *` was sent: the call may only create. Another value means nothing to a write. */
export function ifNoneMatchOf(_data: unknown, context: ExecutionContext): boolean {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-none-match'];
  if (header !== undefined && header.trim() !== '*') {
    throw invalid([{ pointer: 'If-None-Match', detail: 'the header must be *' }]);
  }
  return header !== undefined;
}

export const IfNoneMatch = createParamDecorator(ifNoneMatchOf);

/** Documents If-Match; the handler takes it with `@IfMatch()`, and the refusals name VERSION_MISMATCH. */
export function TakesIfMatch(): MethodDecorator {
  const description =
    'ETag of the version to change, or several of which one must be current, or `*` for any version; ' +
    'where another is current, nothing is changed (412).';
  return applyDecorators(
    ApiHeader({ name: 'If-Match', description, required: false, schema: { type: 'string', example: '"7"' } }),
  );
}

/** Documents If-None-Match; the handler takes it with `@IfNoneMatch()`. */
export function TakesIfNoneMatch(): MethodDecorator {
  const description = '`*` only creates; where the record exists already, nothing is changed (412).';
  return applyDecorators(
    ApiHeader({
      name: 'If-None-Match',
      description,
      required: false,
      schema: { type: 'string', enum: ['*'] },
    }),
  );
}
