import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { behindIn, declaredFiles, scriptFiles } from '../../contract/generate/files';

const ROOT = join(__dirname, '../..');

/** Run from dist, since the Swagger plugin works in the build and not under Jest; `npm test` builds first. */
function behind(): string {
  try {
    return execFileSync(process.execPath, ['dist/write-docs.js', '--check'], { cwd: ROOT, encoding: 'utf8' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return stdout + stderr;
  }
}

describe('npm run docs', () => {
  const output = behind();

  it.each(['openapi.json', 'docs/errors.md', 'docs/scripts.md'])('has nothing to change in %s', (path) => {
    expect(output.split('\n').filter((line) => line.startsWith(path))).toEqual([]);
  });

  it('runs without complaint, and without a Redis', () => {
    expect(output).toBe('');
  });
});

describe('npm run generate', () => {
  const files = { ...declaredFiles(), ...scriptFiles() };

  it.each(Object.keys(files))('has nothing to change in %s', (path) => {
    expect(behindIn(ROOT, { [path]: files[path]! })).toEqual([]);
  });

  it('would tell of every file that is missing', () => {
    const empty = mkdtempSync(join(tmpdir(), 'generated-'));
    expect(behindIn(empty, files)).toEqual(Object.keys(files));
    rmSync(empty, { recursive: true });
  });

  it('knows of every file in a folder of generated ones', () => {
    const list = ['ls-files', 'lua/*/generated/*', 'src/*/generated/*'];
    const kept = execFileSync('git', list, { cwd: ROOT, encoding: 'utf8' }).split('\n').filter(Boolean);
    expect(kept.filter((path) => !(path in files))).toEqual([]);
  });
});
