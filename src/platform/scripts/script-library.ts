import { createHash } from 'node:crypto';
import { compose, dryRunName, nameOf } from './library-text';
import { A_KEY } from '../redis/permissions';
import { readScripts, Script } from './script-source';
import { SourcePlace } from './source-text';

/** All scripts as one library of Redis Functions: fragments are loaded once, and not with each call. */
export interface Library {
  /** Beginning of the names of all its versions, of which each goes on with its hash. */
  family: string;
  /** Holds the version, so that services of two versions can work on one Redis. */
  name: string;
  source: string;
  scripts: Map<string, LibraryScript>;
  /** The function that tries a script out: its own name stands before the arguments of that script. */
  dryRun: string;
  /** Every command that a script may run, as the sources have them: `XADD <key>`, `XINFO STREAM <key>`. */
  commands: string[];
  /** The file and line that a line of the source was read from; nothing for a line that was generated. */
  placeOf: (line: number) => SourcePlace | undefined;
}

export interface LibraryScript extends Script {
  /** Its name for FCALL. */
  functionName: string;
}

/**
 * Beginning of the names of all versions. Services that share a Redis and no data have libraries of their own, so that
 * none is in the way of another's upgrade; up to 1.0.0 a service removes every other that begins with `countinghouse_`.
 */
function familyOf(keyPrefix: string): string {
  if (keyPrefix === '') return 'countinghouse_';
  return `prefix_${createHash('sha1').update(keyPrefix).digest('hex').slice(0, 12)}_countinghouse_`;
}

export interface LibraryOptions {
  root?: string;
  /** Beginning of the keys of the service that it is for. */
  keyPrefix?: string;
  /** For tests: a script that reads a key that it does not declare fails. */
  strict?: boolean;
}

export function loadLibrary({ root, keyPrefix = '', strict = false }: LibraryOptions = {}): Library {
  const scripts = readScripts(root);
  const family = familyOf(keyPrefix);
  const version = createHash('sha1')
    .update(compose(scripts, { root, family, version: '', strict }).text)
    .digest('hex')
    .slice(0, 12);
  const source = compose(scripts, { root, family, version, strict });
  return {
    family,
    name: family + version,
    dryRun: dryRunName(version),
    source: source.text,
    commands: commandsOf(source.text),
    placeOf: (line) => source.placeOf(line),
    scripts: new Map(
      scripts.map((script) => [script.name, { ...script, functionName: nameOf(script, version) }]),
    ),
  };
}

/** A command is a literal in its place, and so is the word of a second part; whatever follows is its key. */
function commandsOf(source: string): string[] {
  const calls = [...source.matchAll(/\bredis\.p?call\(('[A-Z]+'(?:, '[A-Z]+')?)?(, )?/g)];
  const commands = calls.map(([call, words, more]) => {
    if (words === undefined) throw new Error(`${call} of a command that is not written out`);
    return words.replace(/[',]/g, '') + (more ? ` ${A_KEY}` : '');
  });
  return [...new Set(commands)].sort();
}
