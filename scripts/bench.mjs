// `npm run bench -- sweep`: runs bench/sweep.ts; without a name, says which there are.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const names = readdirSync('bench').flatMap((file) => /^(.+)\.ts$/.exec(file)?.[1] ?? []);
const [name, ...rest] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(`npm run bench -- ${names.join('|')}`);
  process.exit(1);
}
const args = ['-r', './test/support/swc-register.js', `bench/${name}.ts`, ...rest];
process.exit(spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1);
