import { spawnSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiKeys, hashOf } from '../../src/platform/http/auth/api-keys';

const COMMAND = join(__dirname, '../../dist/keys.js');

let home: string;
let file: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ch-keys-'));
  file = join(home, 'keys.json');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function keys(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { PATH: process.env.PATH };
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    cwd: home,
    env,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const create = (name: string, scopes = 'inventory:read,inventory:write', stores = 'main') =>
  keys('create', '--name', name, '--scopes', scopes, '--stores', stores, '--file', file);

describe('npm run keys -- create', () => {
  it('prints a key of 256 bits once, and writes its hash, for the owner only', () => {
    const { status, stdout } = create('shop');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ch_[A-Za-z0-9_-]{43}\n$/);
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain(stdout.trim());
    expect(ApiKeys.parse(text).find(stdout.trim())).toEqual({
      name: 'shop',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      scopes: ['inventory:read', 'inventory:write'],
      stores: ['main'],
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(home)).toEqual(['keys.json']);
  });

  it('keeps the existing keys, and keeps a symbolic link to the file', () => {
    symlinkSync(file, join(home, 'link.json'));
    const first = create('shop').stdout.trim();
    file = join(home, 'link.json');
    const second = create('office', 'admin', '*').stdout.trim();
    const known = ApiKeys.parse(readFileSync(join(home, 'keys.json'), 'utf8'));
    expect([known.find(first)?.name, known.find(second)?.name]).toEqual(['shop', 'office']);
  });

  it('adds a second key under an existing name, for rotation', () => {
    const [first, second] = [create('shop').stdout.trim(), create('shop').stdout.trim()];
    const known = ApiKeys.parse(readFileSync(file, 'utf8'));
    expect([known.find(first)?.name, known.find(second)?.name]).toEqual(['shop', 'shop']);
  });

  it('finds the file by API_KEYS_FILE', () => {
    writeFileSync(join(home, '.env'), `API_KEYS_FILE=${file}\n`);
    const { status } = keys('create', '--name', 'shop', '--scopes', 'admin', '--stores', '*');
    expect(status).toBe(0);
    expect(readdirSync(home).sort()).toEqual(['.env', 'keys.json']);
  });

  it.each([
    ['a scope that is none', ['shop', 'stock:read'], /"stock:read" is not one of admin, stores:read/],
    ['a store that can be none', ['shop', 'admin', 'Main'], /"Main" is neither the name of a store nor \*/],
    ['a name with a blank', ['the shop'], /name must be 1 to 64/],
    ['a third key of a name', ['taken'], /taken has more than two keys/],
  ])('refuses %s in one line, and changes nothing', (_, args, reason) => {
    create('taken');
    create('taken');
    const before = readFileSync(file, 'utf8');
    const { status, stdout, stderr } = create(...(args as [string]));
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(reason);
    expect(stderr).toMatch(/^Nothing was changed: [^\n]*\n$/);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('does not overwrite a file that it cannot read', () => {
    writeFileSync(file, '[{');
    expect(create('shop')).toMatchObject({ status: 1, stderr: expect.stringContaining('it is not JSON') });
    expect(readFileSync(file, 'utf8')).toBe('[{');
  });
});

describe('npm run keys --', () => {
  it('list names keys, scopes and stores, and how the hash of each begins', () => {
    const [shop, office] = [create('shop').stdout.trim(), create('office', 'admin', '*').stdout.trim()];
    const begin = (key: string): string => hashOf(key).slice(0, 12);
    expect(keys('list', '--file', file).stdout).toBe(
      `shop  inventory:read,inventory:write  main  ${begin(shop)}\noffice  admin  *  ${begin(office)}\n`,
    );
  });

  it('revoke takes out one of two keys of a name by its hash, and both without', () => {
    const [first, second] = [create('shop').stdout.trim(), create('shop').stdout.trim()];
    const begin = hashOf(first).slice(0, 12);
    expect(keys('revoke', 'shop', '--sha256', begin, '--file', file).status).toBe(0);
    const known = ApiKeys.parse(readFileSync(file, 'utf8'));
    expect([known.find(first), known.find(second)?.name]).toEqual([undefined, 'shop']);
    expect(keys('revoke', 'shop', '--sha256', begin, '--file', file)).toMatchObject({
      status: 1,
      stderr: `Nothing was changed: there is no key "shop" with a hash that begins with ${begin} in ${file}\n`,
    });
    expect(keys('revoke', 'shop', '--sha256', '', '--file', file).stderr).toContain('must be 4 to 64');
    create('shop');
    expect(keys('revoke', 'shop', '--file', file)).toMatchObject({
      status: 0,
      stderr: `2 keys "shop" are no longer in ${file}.\n`,
    });
    expect(ApiKeys.parse(readFileSync(file, 'utf8')).list).toEqual([]);
  });

  it('revoke takes a key out, and tells where there is none of that name', () => {
    const key = create('shop').stdout.trim();
    expect(keys('revoke', 'shop', '--file', file).status).toBe(0);
    expect(ApiKeys.parse(readFileSync(file, 'utf8')).find(key)).toBeUndefined();
    expect(keys('revoke', 'shop', '--file', file)).toMatchObject({
      status: 1,
      stderr: `Nothing was changed: there is no key "shop" in ${file}\n`,
    });
  });

  it('explains its commands when it gets none or an unknown one', () => {
    for (const args of [[], ['destroy']]) {
      const { status, stderr } = keys(...args, '--file', file);
      expect(status).toBe(1);
      expect(stderr).toContain('npm run keys -- create --name NAME --scopes SCOPE,… --stores STORE,…');
    }
  });
});
