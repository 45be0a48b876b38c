import { ApiHeader } from '@nestjs/swagger';
import { FastifyRequest } from 'fastify';
import { invalid } from './validation';

const HEADER = 'On-Behalf-Of';

/** Whom this request is made for, by its header `On-Behalf-Of`; undefined without one. */
export function onBehalfOf({ headers }: FastifyRequest): string | undefined {
  const given = headers['on-behalf-of'];
  if (given === undefined) return undefined;
  if (typeof given === 'string' && /^[\x21-\x7e]{1,128}$/.test(given)) return given;
  const detail = 'the header must be 1 to 128 visible ASCII characters';
  throw invalid([{ pointer: HEADER, detail }]);
}

const DESCRIPTION = `Whom the caller acts for, such as one of its users; 1 to 128 visible characters. It stands beside the
name of the API key in the \`actor\` of each effect, and decides nothing: a call that is repeated under another has its
first one. Omit where the caller acts for itself.`;

/** Documents the header. */
export function takesOnBehalfOf(): MethodDecorator {
  const schema = {
    type: 'string',
    minLength: 1,
    maxLength: 128,
    pattern: '^[\\x21-\\x7e]+$',
    example: 'clerk-7',
  };
  return ApiHeader({ name: HEADER, description: DESCRIPTION, required: false, schema });
}
