import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { Config, SETTING_NAMES } from '../../src/platform/config/config';
import { loadConfig } from '../../src/platform/config/load-config';

const FILE = join(__dirname, '../../.env.example');

describe('.env.example', () => {
  it('lists every setting, and nothing that is not one', () => {
    expect(Object.keys(parseEnv(readFileSync(FILE, 'utf8'))).sort()).toEqual(SETTING_NAMES);
  });

  it('gives each setting its default: copied to .env as it is, it changes nothing', () => {
    expect(loadConfig({}, FILE)).toEqual(new Config());
  });

  it('says what each setting means: no group of settings is without a comment', () => {
    const groups = readFileSync(FILE, 'utf8').trim().split(/\n\n+/);
    expect(groups.filter((group) => !group.startsWith('# '))).toEqual([]);
  });
});
