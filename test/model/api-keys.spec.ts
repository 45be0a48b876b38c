import { ApiKeys } from '../../src/platform/http/auth/api-keys';

const good = { name: 'shop', sha256: 'a'.repeat(64), scopes: ['inventory:read'], stores: ['main', '*'] };

const reasonFor = (entry: unknown): string => {
  try {
    ApiKeys.parse(JSON.stringify([{ ...good, name: 'first', sha256: 'b'.repeat(64) }, entry]));
    return 'nothing';
  } catch (error) {
    return (error as Error).message;
  }
};

it('a file of API keys is accepted with an entry as it stands', () => {
  expect(ApiKeys.parse(JSON.stringify([good])).list).toEqual([good]);
});

it.each<[string, unknown, string | RegExp]>([
  ['no object', 5, 'entry 2: name must be 1 to 64 letters, digits, dots, dashes and underscores'],
  ['null', null, 'entry 2: name must be 1 to 64 letters, digits, dots, dashes and underscores'],
  ['a list', [good], 'entry 2: name must be 1 to 64 letters, digits, dots, dashes and underscores'],
  ['a name with a line break', { ...good, name: 'a\nb' }, /^the key "a\\nb": name must be/],
  [
    'a hash in capitals',
    { ...good, sha256: 'A'.repeat(64) },
    'the key "shop": sha256 must be 64 lower-case hexadecimal digits',
  ],
  [
    'no scopes',
    { ...good, scopes: undefined },
    /^the key "shop": scopes: nothing is not one of admin, stores:read/,
  ],
  ['an empty list of scopes', { ...good, scopes: [] }, /^the key "shop": scopes: \[\] is not one of admin, /],
  ['a scope in place of a list', { ...good, scopes: 'admin' }, /scopes: "admin" is not one of admin, /],
  ['a scope that is no text', { ...good, scopes: ['admin', 1] }, /scopes: 1 is not one of admin, /],
  [
    'a store that can be none',
    { ...good, stores: ['main', 'Main', '?'] },
    'the key "shop": stores: "Main" is neither the name of a store nor *',
  ],
  ['a store in place of a list', { ...good, stores: '*' }, /stores: "\*" is neither/],
  [
    'an unknown member',
    { ...good, store: [] },
    'the key "shop": store is not one of name, sha256, scopes, stores',
  ],
  [
    'a slip in the name of a member',
    { ...good, stores: undefined, store: ['*'] },
    'the key "shop": store is not one of name, sha256, scopes, stores',
  ],
])('refuses %s, and says which entry and why', (_, entry, reason) => {
  if (typeof reason === 'string') expect(reasonFor(entry)).toBe(reason);
  else expect(reasonFor(entry)).toMatch(reason);
});
