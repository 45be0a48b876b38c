// Builds src/ and console/ into dist/, which a service may be running from: where nothing changed it does nothing, else it builds
// beside it and moves each file that differs into place, whole. Two builds at once write what is the same.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');
const STAMP = join(DIST, '.built-from');
/** Sources of dist/, and the settings of its build. */
const SOURCES = [
  'src',
  'console',
  'sdk/typescript/src',
  'tsconfig.json',
  'tsconfig.build.json',
  'nest-cli.json',
  'package-lock.json',
];

const stamp = digestOf(SOURCES.flatMap((source) => filesIn(join(ROOT, source))));
if (!existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== stamp) build();

function build() {
  const beside = join(ROOT, 'node_modules', '.cache', `build-${process.pid}`);
  const config = join(beside, 'tsconfig.json');
  mkdirSync(beside, { recursive: true });
  try {
    const compilerOptions = { outDir: join(beside, 'dist') };
    writeFileSync(config, JSON.stringify({ extends: join(ROOT, 'tsconfig.build.json'), compilerOptions }));
    const nest = ['@nestjs/cli/bin/nest.js', 'build', '--path', relative(ROOT, config)];
    const status = run(...nest) || buildConsole(join(compilerOptions.outDir, 'console'));
    if (status === 0) moveInto(compilerOptions.outDir);
    else process.exitCode = status;
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

/** Vite tells every file that it writes; here only a fault is of interest. */
function buildConsole(outDir) {
  const folder = join(ROOT, 'console');
  if (!existsSync(folder)) return 0;
  return run('vite/bin/vite.js', 'build', folder, '--outDir', outDir, '--logLevel', 'warn');
}

/** Runs a program of node_modules; returns its exit code. */
function run(program, ...args) {
  const path = join(ROOT, 'node_modules', program);
  return spawnSync(process.execPath, [path, ...args], { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}

/** The stamp comes last: a build that is broken off is done again. */
function moveInto(built) {
  rmSync(STAMP, { force: true });
  const files = filesIn(built).map((file) => relative(built, file));
  for (const file of files) replace(join(built, file), join(DIST, file));
  const known = new Set(files);
  for (const file of filesIn(DIST))
    if (!known.has(relative(DIST, file)) && !isOnItsWay(file)) rmSync(file, { force: true });
  const next = `${STAMP}.${process.pid}`;
  writeFileSync(next, stamp);
  renameSync(next, STAMP);
}

function replace(from, to) {
  if (existsSync(to) && readFileSync(to).equals(readFileSync(from))) return;
  mkdirSync(dirname(to), { recursive: true });
  const next = `${to}.${process.pid}`;
  copyFileSync(from, next);
  renameSync(next, to);
}

/** A file that another build is about to move into place; one that was left behind is old. */
function isOnItsWay(file) {
  return /\.\d+$/.test(file) && existsSync(file) && Date.now() - statSync(file).mtimeMs < 60_000;
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function digestOf(files) {
  const digest = createHash('sha256');
  for (const file of files)
    digest
      .update(`${relative(ROOT, file)}\n`)
      .update(readFileSync(file))
      .update('\n');
  return digest.digest('hex');
}
