import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { scriptsPage } from '../../src/platform/openapi/scripts-page';
import { KEY_PURPOSES } from '../../src/platform/redis/keys';
import { readScripts } from '../../src/platform/scripts/script-source';

const ROOT = join(__dirname, '..', '..');
const page = scriptsPage();
const sections = new Map(page.split(/^## /m).map((text) => [text.split('\n')[0]!, text]));

describe('docs/scripts.md', () => {
  it.each(readScripts())('lists $name and has a section with all of its contract', ({ name, header }) => {
    expect(page).toContain(`| [${name}](#${name.replace('/', '')})`);
    const section = sections.get(name)!;
    const args = header.args.text.split(/, (?![^(]*\))/).filter(Boolean);
    for (const one of [...header.keys, ...args]) expect(section).toContain(`\`${one}\``);
    const words = header.replies.map((line) => line.split(' ')[0]!).filter((word) => /^[A-Z_]+$/.test(word));
    const rows = [...section.matchAll(/^\| (?:`|\[)([A-Z_]+)/gm)].map((match) => match[1]);
    expect(rows).toEqual(words);
  });

  it('has no section for anything else', () => {
    expect([...sections.keys()].slice(1)).toEqual(['Keys', ...readScripts().map(({ name }) => name)]);
  });

  it.each(Object.entries(KEY_PURPOSES))('says what the key %s holds', (name, purpose) => {
    expect(sections.get('Keys')).toMatch(new RegExp(`^\\| \`${name}\` .*\\| `, 'm'));
    expect(sections.get('Keys')!.replaceAll('\\', '')).toContain(purpose);
  });

  it('is formatted by Prettier', () => {
    const prettier = join(ROOT, 'node_modules', 'prettier', 'bin', 'prettier.cjs');
    const options = { cwd: ROOT, input: page, encoding: 'utf8' as const };
    expect(execFileSync(process.execPath, [prettier, '--stdin-filepath', 'docs/scripts.md'], options)).toBe(
      page,
    );
  });
});
