import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
let project: string;

/** A project of two files that is built as this one is. */
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'ch-build-'));
  for (const folder of ['scripts', 'src']) mkdirSync(join(project, folder));
  for (const file of ['scripts/build.mjs', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json']) {
    copyFileSync(join(ROOT, file), join(project, file));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'));
  write('main', 'export const main = 1;');
  write('other', 'export const other = 1;');
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

const write = (name: string, text: string): void => writeFileSync(join(project, `src/${name}.ts`), text);
const built = (name: string): string => join(project, `dist/${name}.js`);

async function build(): Promise<number> {
  const child = spawn(process.execPath, [join(project, 'scripts/build.mjs')], { stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number];
  return code;
}

describe('npm run build, which npm start runs first', () => {
  it('builds every source, and removes every other file of the old build', async () => {
    expect(await build()).toBe(0);
    expect(readFileSync(built('main'), 'utf8')).toContain('main = 1');
    expect(readdirSync(join(project, 'dist')).sort()).toEqual([
      '.built-from',
      'main.js',
      'main.js.map',
      'other.js',
      'other.js.map',
    ]);
  });

  it('writes no file when no source has changed', async () => {
    const before = statSync(built('main'));
    expect(await build()).toBe(0);
    expect(statSync(built('main'))).toEqual(before);
  });

  it('removes no file even for a moment when two builds run beside a service', async () => {
    write('main', 'export const main = 2;');
    const before = statSync(built('other')).ino;
    let missing = 0;
    const watch = setInterval(() => (missing += existsSync(built('main')) ? 0 : 1), 1);
    expect(await Promise.all([build(), build()])).toEqual([0, 0]);
    clearInterval(watch);
    expect(missing).toBe(0);
    expect(readFileSync(built('main'), 'utf8')).toContain('main = 2');
    // A file that is the same stays as it is.
    expect(statSync(built('other')).ino).toBe(before);
  });

  it('removes the output of a source that was deleted', async () => {
    rmSync(join(project, 'src/other.ts'));
    expect(await build()).toBe(0);
    expect(existsSync(built('other'))).toBe(false);
  });

  it('keeps the old build when a build fails, and fails again', async () => {
    write('main', 'export const main: string = 3;');
    expect(await build()).toBe(1);
    expect(await build()).toBe(1);
    expect(readFileSync(built('main'), 'utf8')).toContain('main = 2');
  });
});
