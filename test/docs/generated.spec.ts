import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

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
