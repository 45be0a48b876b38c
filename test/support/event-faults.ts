import { Redis } from 'ioredis';
import { EventDeclaration, EventMember } from '../../contract/define';
import { eventsOf } from '../../contract/events';
import { Effect, effectsIn } from './journal';

/** A spec that makes more effects than these has had each kind of them by then. */
const AT_MOST = 5_000;

export const declaredEvents: Record<string, EventDeclaration> = Object.assign(
  {},
  ...eventsOf.map(({ events }) => events),
);

/** Whether the journal holds a member as it is declared; lines are packed there, and unpacked for callers. */
function fits({ type }: EventMember, value: unknown): boolean {
  switch (type.is) {
    case 'constant':
      return value === type.value;
    case 'number':
      return Number.isSafeInteger(value);
    case 'json':
      return value === null || (typeof value === 'object' && !Array.isArray(value));
    case 'lines':
      return typeof value === 'string' && /^([^,*\s]+(\*\d+){1,2}(,|$))+$/.test(value);
    case 'id':
      return typeof value === 'string' && /^[^"\\]+$/.test(value);
    case 'text':
      return typeof value === 'string';
  }
}

/** Where an effect is another one than is declared. */
export function faultsOf({ type, data }: Effect): string[] {
  const members = declaredEvents[type]?.data;
  if (!members) return [`${type} is not declared`];
  const expected = Object.keys(members).filter((name) => name in data || !members[name]!.optional);
  const given = Object.keys(data);
  const faults =
    given.join() === expected.join() ? [] : [`${type} has ${given.join()}, not ${expected.join()}`];
  const odd = given.filter((name) => members[name] && !fits(members[name], data[name]));
  return [...faults, ...odd.map((name) => `${type}: ${name} is ${JSON.stringify(data[name])}`)];
}

/** Where the journals of a Redis hold other effects than are declared. */
export async function journalFaults(redis: Redis): Promise<string[]> {
  const faults: string[] = [];
  for (const key of await redis.keys('*:journal')) {
    if ((await redis.type(key)) !== 'stream') continue;
    const effects = await effectsIn(redis, key, AT_MOST);
    faults.push(...effects.flatMap(faultsOf));
  }
  return faults;
}
