import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

/** From src/ and from dist/ alike. */
const BUILT = join(__dirname, '../../../dist/console');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ico': 'image/x-icon',
};

/** A file of the built console, as it is and compressed. */
export interface ConsoleFile {
  type: string;
  bytes: Buffer;
  gzipped: Buffer;
}

/** The files of the console by their paths; none where it was not built. They are few and small, and held in memory. */
export function readConsole(folder = BUILT): ReadonlyMap<string, ConsoleFile> {
  if (!existsSync(folder)) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }): [string, ConsoleFile] => {
        const path = join(parentPath, name);
        const bytes = readFileSync(path);
        const type = TYPES[extname(name)] ?? 'application/octet-stream';
        return [relative(folder, path).split(sep).join('/'), { type, bytes, gzipped: gzipSync(bytes) }];
      }),
  );
}
