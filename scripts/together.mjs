// A few specs in one file of jest's, for each file loads the whole service anew, which takes longer than most specs.
import { readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Files stay short enough that both workers are busy until the end, and that one that failed is soon run again. */
const SPECS_A_FILE = 8;

/** All specs below a folder, as paths from the root. */
export function specsBelow(root, folder) {
  const paths = readdirSync(join(root, folder), { recursive: true }).map((path) => join(folder, path));
  return paths.filter((path) => path.endsWith('.spec.ts')).sort();
}

/** Writes `orders-1.spec.ts` and so on; the path of each spec is the title of its tests. */
export function writeTogether(root, specs, directory) {
  for (const folder of new Set(specs.map(dirname))) {
    const own = specs.filter((spec) => dirname(spec) === folder);
    const files = Math.ceil(own.length / SPECS_A_FILE);
    for (let i = 0; i < files; i++) {
      const lines = own
        .filter((_, at) => at % files === i)
        .map((spec) => `describe('${spec}', () => void require('${join(root, spec)}'));\n`);
      writeFileSync(join(directory, `${basename(folder)}-${i + 1}.spec.ts`), lines.join(''));
    }
  }
}
