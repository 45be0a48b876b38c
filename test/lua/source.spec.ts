import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import '../../src/app.module'; // so that every domain has added its problems to the list
import { allProblemKinds } from '../../src/platform/http/problem';
import { KEY_PURPOSES } from '../../src/platform/redis/keys';
import { LUA_ROOT, readScripts, Script } from '../../src/platform/scripts/script-source';
import { keptState } from '../support/lua-state';
import { inspectLua } from '../support/lua-syntax';

const scripts = readScripts();
const files = readdirSync(LUA_ROOT, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.lua'))
  .sort();

const textOf = (file: string): string => readFileSync(join(LUA_ROOT, file), 'utf8');
/** A script as it stands in the library, behind what it includes. */
const withFragments = (script: Script): string => {
  const { text, fragments } = script;
  const loaded = fragments.map((one) => `local ${one.local} = (function()\n${one.text}end)()\n`);
  const given = ['keys', 'call', ...argumentNames(script)];
  return `${loaded.join('')}local ${given.join(', ')}\n${text}`;
};
const argumentNames = ({ header: { args } }: Script): string[] => [
  ...args.named.map(({ name }) => name),
  ...(args.group ? [args.group.name] : []),
];
const outside = (found: Iterable<string>, allowed: Iterable<string>): string[] => {
  const known = new Set(allowed);
  return [...found].filter((one) => !known.has(one));
};

/** Globals that Redis gives to scripts, less those that they must not use: tostring(), which would write 1e+15. */
const FROM_REDIS = 'redis cjson cmsgpack bit struct';
const FROM_LUA = 'string table math error ipairs next pairs select setmetatable tonumber type unpack';
const GLOBALS = `${FROM_REDIS} ${FROM_LUA}`.split(' ');

/** Replies that the runner deals with, or that any script may give, so that headers leave them out. */
const COMMON_WORDS = ['STORE_NOT_FOUND', 'IDEMPOTENCY_KEY_REUSED', 'INVALID_ARGUMENT'];
/** Providers tell these as VALIDATION_FAILED, with a pointer of their own. */
const INVALID_WORDS = ['READ_ONLY', 'METADATA_TOO_LONG', 'NOT_YET'];
/** A service goes on in the archive. */
const LEFT_WORDS = ['DEDUCTION_LEFT'];
const RUNNER_WORDS = ['OK', 'MORE', 'AGAIN', 'REPLAYED'];

/** Commands that walk or change the whole keyspace, or run more than was sent. */
const FORBIDDEN = [
  'KEYS',
  'SCAN',
  'RANDOMKEY',
  'DBSIZE',
  'FLUSHDB',
  'FLUSHALL',
  'RENAME',
  'EVAL',
  'EVALSHA',
  'FCALL',
];

describe.each(scripts)('lua/$name.lua', (script) => {
  const { name, header, flags, fragments, text } = script;
  const own = inspectLua(textOf(`${name}.lua`));
  const whole = inspectLua(withFragments(script));
  const declared = script.keys.map(({ local }) => local);
  const words = header.replies.map((line) => line.split(' ')[0]!).filter((word) => /^[A-Z_]+$/.test(word));

  it('says in its first line no more than that it writes nothing', () => {
    expect(outside(flags, ['no-writes'])).toEqual([]);
  });

  it('writes no global, and reads those that Redis gives', () => {
    expect([...whole.globalsWritten]).toEqual([]);
    expect(outside(whole.globalsRead, GLOBALS)).toEqual([]);
  });

  it('declares keys that the glossary knows, each once', () => {
    expect(
      outside(
        script.keys.map((key) => key.name),
        Object.keys(KEY_PURPOSES),
      ),
    ).toEqual([]);
    expect(declared).toEqual([...new Set(declared)]);
  });

  it('declares the keys that it names, and no key that neither it nor a fragment names', () => {
    expect(outside(own.keys, declared)).toEqual([]);
    expect(outside(declared, whole.keys)).toEqual([]);
  });

  it('names no argument as a part of Lua or of lua/ is named', () => {
    const taken = [...GLOBALS, 'keys', 'call', 'integer', ...fragments.map(({ local }) => local)];
    expect(argumentNames(script).filter((one) => taken.includes(one))).toEqual([]);
  });

  it('reads the arguments that it declares', () => {
    const free = inspectLua(text).globalsRead;
    const state = new Set(fragments.flatMap((one) => one.state.map((each) => each.split(' ').pop()!)));
    expect(argumentNames(script).filter((one) => !free.has(one) && !state.has(one))).toEqual([]);
  });

  it('documents what it answers, in words that callers are told', () => {
    expect(outside(own.replyWords, [...words, ...COMMON_WORDS, ...RUNNER_WORDS])).toEqual([]);
    const known = allProblemKinds().map(({ code }) => code);
    expect(outside(words, [...known, ...INVALID_WORDS, ...LEFT_WORDS, ...RUNNER_WORDS])).toEqual([]);
    expect(words[0]).toBe('OK');
  });

  it('documents no reply that it cannot give', () => {
    expect(outside(words, whole.replyWords)).toEqual([]);
  });

  it('has a description that fits a list of scripts', () => {
    expect(header.description).toMatch(/^[A-Z].*\.$/);
  });

  it('asks the time once: by kernel/clock, or in one line of its own', () => {
    const [own, byClock] = [
      text.split('redis_time.now_ms()'),
      fragments.some(({ path }) => path === 'kernel/clock'),
    ];
    expect(own.length - 1 + Number(byClock)).toBeLessThanOrEqual(1);
  });

  it('gives every fragment a name of its own', () => {
    const names = fragments.map(({ local }) => local);
    expect(names).toEqual([...new Set(names)]);
    expect(names.filter((one) => GLOBALS.includes(one))).toEqual([]);
  });
});

describe.each(files)('lua/%s', (file) => {
  const facts = inspectLua(textOf(file));

  it('calls Redis with commands that stand in the text and stay within the keys', () => {
    expect([...facts.commands].filter((command) => command === '?' || FORBIDDEN.includes(command))).toEqual(
      [],
    );
  });

  it('keeps nothing from one call to the next', () => {
    const text = textOf(file);
    expect(text.startsWith('#!lua') ? [] : keptState(text)).toEqual([]);
  });

  it('asks the time nowhere but in kernel/redis-time', () => {
    expect(facts.commands.has('TIME')).toBe(file === 'kernel/redis-time.lua');
  });

  it('names a key of the glossary where it comes upon damage, as the log does', () => {
    const named = [...textOf(file).matchAll(/CORRUPT (' \.\. owners|\w*)/g)].map(([, name]) => name!);
    expect(outside(named, [...Object.keys(KEY_PURPOSES), "' .. owners"])).toEqual([]);
  });

  it('is short enough to be read at once, unless it is generated', () => {
    const text = textOf(file).trimEnd();
    const most = text.startsWith('#!lua') ? 100 : file.includes('/generated/') ? Infinity : 200;
    expect(text.split('\n').length).toBeLessThanOrEqual(most);
  });
});
