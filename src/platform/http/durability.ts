import { ApiHeader } from '@nestjs/swagger';
import { FastifyRequest } from 'fastify';
import { DURABILITY_LEVELS, DurabilityLevel } from '../redis';
import { invalid } from './validation';

/** Level that the answer of this request waits for, by its header `Durability`; memory where there is none. */
export function durabilityOf({ headers }: FastifyRequest): DurabilityLevel {
  const given = headers.durability;
  if (given === undefined || given === '') return 'memory';
  const level = DURABILITY_LEVELS.find((one) => one === given);
  if (level) return level;
  const detail = `the header must be ${DURABILITY_LEVELS.slice(0, -1).join(', ')} or ${DURABILITY_LEVELS.at(-1)}`;
  throw invalid([{ pointer: 'Durability', detail }]);
}

const DESCRIPTION = `Level that the answer waits for: \`disk\`, that the effect is on the disk of Redis; \`replica\`, that a
replica has it too. Omit to wait for what the service is set to wait for, below which no call goes.`;

/** Documents the header. */
export function takesDurability(): MethodDecorator {
  const schema = { type: 'string', enum: [...DURABILITY_LEVELS] };
  return ApiHeader({ name: 'Durability', description: DESCRIPTION, required: false, schema });
}
