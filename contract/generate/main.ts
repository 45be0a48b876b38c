import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { behindIn, declaredFiles, scriptFiles } from './files';

const ROOT = join(__dirname, '../..');

/** Writes the generated files; with --check it writes nothing and names those that are behind their declarations. */
function main(check: boolean): void {
  for (const make of [declaredFiles, scriptFiles]) {
    const files = make();
    for (const path of behindIn(ROOT, files)) {
      if (check) process.exitCode = 1;
      else write(path, files[path]!);
      process.stdout.write(
        `${path} ${check ? 'is behind its declaration: run npm run generate' : 'written'}\n`,
      );
    }
  }
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), text);
}

main(process.argv.includes('--check'));
