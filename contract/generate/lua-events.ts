import { EventDeclaration, EventMember, EventsOf } from '../define';
import { GENERATED, snakeCase } from './fields';
import { broken, signature } from './lua-text';

/** The Lua module that stages the events of a domain: one function for each. */
export function luaEvents({ room, events }: EventsOf): string {
  const local = `${room}_events`;
  return [
    [
      `-- ${GENERATED} contract/events. Edit that.`,
      '--',
      `-- Journal events of ${room}. Numbers come as texts; a text that callers wrote comes as JSON text; a missing`,
      '-- member is nil or false.',
      '--- @include "kernel/journal"',
      `local ${local} = {}`,
    ].join('\n'),
    ...Object.entries(events).map(([type, event]) => stager(local, type, event)),
    `return ${local}\n`,
  ].join('\n\n');
}

function stager(local: string, type: string, { what, data }: EventDeclaration): string {
  const parameters = Object.entries(data)
    .filter(([, member]) => !isFixed(member))
    .map(([name]) => snakeCase(name));
  return [
    `--- ${what}.`,
    ...signature(`function ${local}.${type.replace('.', '_')}`, ['call', ...parameters]),
    '\tlocal effects = call.effects',
    '\tlocal last = #effects',
    '\t-- stylua: ignore',
    `\teffects[last + 1], effects[last + 2] = '${type}', ${broken(pieces(data))}`,
    'end',
  ].join('\n');
}

/** Whether its value needs no parameter. */
function isFixed({ type, optional }: EventMember): boolean {
  return type.is === 'constant' && !optional;
}

function pieces(data: EventDeclaration['data']): string[] {
  const found: string[] = [];
  let literal = '{';
  Object.entries(data).forEach(([name, member], i) => {
    const comma = i === 0 ? '' : ',';
    const [before, value, after] = valueOf(name, member);
    if (member.optional) {
      found.push(`'${literal}'`);
      const text = value === '' ? `'${comma}${before}'` : joined([`${comma}${before}`, value, after]);
      found.push(`(${snakeCase(name)} and ${text} or '')`);
      literal = '';
      return;
    }
    literal += comma + before;
    if (value !== '') {
      found.push(`'${literal}'`, value);
      literal = after;
    }
  });
  found.push(`'${literal}}'`);
  return found.filter((piece) => piece !== "''");
}

function joined([before, value, after]: [string, string, string]): string {
  return `'${before}' .. ${value}${after === '' ? '' : ` .. '${after}'`}`;
}

/** The text of a member before its value, the value, and the text behind it. */
function valueOf(name: string, { type }: EventMember): [string, string, string] {
  const key = `"${name}":`;
  if (type.is === 'constant') return [key + JSON.stringify(type.value), '', ''];
  if (type.is === 'id' || type.is === 'lines') return [`${key}"`, snakeCase(name), '"'];
  return [key, snakeCase(name), ''];
}
