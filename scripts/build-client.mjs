// Builds sdk/typescript into its dist/, where its sources have changed, and lets programs of this repository import it by name.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLIENT = join(ROOT, 'sdk', 'typescript');
const STAMP = join(CLIENT, 'dist', '.built-from');
const LINK = join(ROOT, 'node_modules', '@countinghouse', 'client');

const stamp = digestOf([join(CLIENT, 'tsconfig.json'), ...filesIn(join(CLIENT, 'src'))]);
if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== stamp) build();
if (!existsSync(LINK)) link();

function build() {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', CLIENT], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(STAMP, stamp);
}

function link() {
  mkdirSync(join(LINK, '..'), { recursive: true });
  try {
    symlinkSync(CLIENT, LINK, 'dir');
  } catch (error) {
    // Another build was faster.
    if (error.code !== 'EEXIST') throw error;
  }
}

function filesIn(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

function digestOf(files) {
  const hash = createHash('sha256');
  for (const file of files.sort()) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}
