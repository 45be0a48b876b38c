import { KeyName, KEYS_PER_ID } from '../redis/keys';

/** A key as a script's header declares it. */
export interface DeclaredKey {
  name: KeyName;
  /**
   * `stock` is one key, `hold...` are as many as the call names. `hold*` is a family: all keys that exist once per thing
   * under this name, for scripts that find out which only as they run.
   */
  kind: 'one' | 'several' | 'family';
  /** Its name in the script's table `keys`; for a family, the beginning of its members' names. */
  local: string;
}

const KINDS = { '': 'one', '...': 'several', '*': 'family' } as const;

export function declaredKey(script: string, text: string): DeclaredKey {
  const [, name, mark] = /^(\w+)(\.\.\.|\*|)$/.exec(text) ?? [];
  if (!name) throw new Error(`lua/${script}.lua: ${text} is no key`);
  const kind = KINDS[mark as keyof typeof KINDS];
  if (kind === 'family' && !KEYS_PER_ID.includes(name as KeyName)) {
    throw new Error(`lua/${script}.lua: ${text} is no family: a store has one key ${name}`);
  }
  return { name: name as KeyName, kind, local: kind === 'family' ? `${name}_base` : name };
}
