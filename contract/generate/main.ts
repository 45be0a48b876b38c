import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { declaredFiles, scriptFiles } from './files';

const ROOT = join(__dirname, '../..');

/** Writes the generated files; with --check it writes nothing and names those that are behind their declarations. */
function main(check: boolean): void {
  for (const files of [declaredFiles, scriptFiles]) {
    const behind = Object.entries(files()).filter(([path, text]) => current(path) !== text);
    for (const [path, text] of behind) {
      if (!check) write(path, text);
      process.stdout.write(
        `${path} ${check ? 'is behind its declaration: run npm run generate' : 'written'}\n`,
      );
    }
    if (check && behind.length > 0) process.exitCode = 1;
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), text);
}

function current(path: string): string | undefined {
  const file = join(ROOT, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

main(process.argv.includes('--check'));
