import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPreview } from './app';
import { describeApi } from './platform/openapi/api-document';
import { errorsPage } from './platform/openapi/errors-page';
import { scriptsPage } from './platform/openapi/scripts-page';

const ROOT = join(__dirname, '..');

/** Writes the files that are made from the code; with --check it writes nothing and names those that are behind. */
async function main(check: boolean): Promise<void> {
  const document = describeApi(await createPreview());
  const pages = {
    'openapi.json': `${JSON.stringify(document, null, 2)}\n`,
    'docs/errors.md': errorsPage(),
    'docs/scripts.md': scriptsPage(),
  };
  const behind = Object.entries(pages).filter(([path, text]) => current(path) !== text);
  for (const [path, text] of behind) {
    if (!check) writeFileSync(join(ROOT, path), text);
    process.stdout.write(`${path} ${check ? 'is behind the code: run npm run docs' : 'written'}\n`);
  }
  if (check && behind.length > 0) process.exitCode = 1;
}

function current(path: string): string | undefined {
  const file = join(ROOT, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

void main(process.argv.includes('--check'));
