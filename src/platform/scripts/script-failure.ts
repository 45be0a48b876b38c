import { KeyName, KEY_PURPOSES, KEYS_PER_ID } from '../redis/keys';
import { Place } from '../redis/redis-errors';
import { Library } from './script-library';

/** How Redis names a line of the library, which it counts from its first one, `#!lua`. An id may look like it. */
const NAMED_LINE = /(?<=^|ERR |: |@)user_function: ?(\d+)/g;
/** Redis adds this to whatever a script meets while it runs. */
const MET_AT = / script: \S+, on @user_function: ?(\d+)\.?$/;
/** A script that comes upon damage names the key, its field, and why. A key that is there once per id is named whole. */
const DAMAGE = /\bCORRUPT (\w+)(?: (\S+?))?(?:: .*)?$/s;

/** Failure of a script, in words of the source. */
export interface ScriptFailure {
  message: string;
  /** `lua/inventory/parts/stock.lua:24`; without a line where that was generated from the header. */
  lua?: string;
  /** Place of the damage that the script reports. */
  place?: Place;
}

/** Reads an error of Redis; `script` is the one that ran, where one did. */
export function inSource({ placeOf }: Library, error: string, script?: string): ScriptFailure {
  const nameOf = (line: string): string | undefined => {
    const place = placeOf(Number(line));
    if (place) return `${place.file}:${place.line}`;
    return script && `lua/${script}.lua`;
  };
  const said = error.replace(MET_AT, '');
  const line = MET_AT.exec(error)?.[1] ?? [...said.matchAll(NAMED_LINE)][0]?.[1];
  const message = said.replace(NAMED_LINE, (named, at: string) => nameOf(at) ?? named);
  const lua = line && nameOf(line);
  return { message, ...(lua ? { lua } : {}), ...placeIn(said) };
}

function placeIn(said: string): Pick<ScriptFailure, 'place'> {
  const [, name, of] = DAMAGE.exec(said) ?? [];
  if (name === undefined || !Object.hasOwn(KEY_PURPOSES, name)) return {};
  if (of === undefined) return { place: { key: name } };
  const isPerId = KEYS_PER_ID.includes(name as KeyName);
  return { place: isPerId ? { key: of.slice(of.indexOf('}:') + 2) } : { key: name, field: of } };
}
