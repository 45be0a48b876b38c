import { Cluster, Redis } from 'ioredis';
import { KeyName, KEY_PURPOSES } from './keys';

/** The answer of TYPE for each key of the glossary. */
const TYPES: [purpose: RegExp, type: string][] = [
  [/^(string|the `operation`)/, 'string'],
  [/^hash/, 'hash'],
  [/^stream/, 'stream'],
  [/^set/, 'set'],
  [/^sorted set/, 'zset'],
];

/** The first of these keys that is of another type than scripts make it. Asked only when a script has failed of one. */
export async function findWrongType(
  client: Redis | Cluster,
  keys: string[],
): Promise<{ place: { key: string }; what: string } | undefined> {
  const types = await Promise.all(keys.map((key) => client.type(key).catch(() => 'none')));
  for (const [i, key] of keys.entries()) {
    const below = key.slice(key.indexOf('}:') + 2);
    const name = /^[a-z_]+/.exec(below)![0] as KeyName;
    const expected = TYPES.find(([purpose]) => purpose.test(KEY_PURPOSES[name]))?.[1];
    if (types[i] === 'none' || types[i] === expected) continue;
    return {
      place: { key: below },
      what: `${client.options.keyPrefix ?? ''}${key} is a ${types[i]}, not a ${expected}`,
    };
  }
  return undefined;
}
