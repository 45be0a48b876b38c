import { Redis } from 'ioredis';
import { Library, LIBRARY_PREFIX } from './script-library';

/** Puts the library on a node that has not got it. It goes to disk and to replicas as data does. */
export async function installLibrary(node: Redis, library: Library): Promise<void> {
  await node.function('LOAD', library.source).catch(unless(/already exists/));
}

/**
 * Removes what other versions left behind. A service of such a version that still runs finds its functions gone and
 * installs them again, which costs it a moment.
 */
export async function removeOtherVersions(node: Redis, library: Library): Promise<void> {
  const libraries = (await node.function('LIST', 'LIBRARYNAME', `${LIBRARY_PREFIX}*`)) as unknown[][];
  for (const fields of libraries) {
    const name = String(fields[fields.indexOf('library_name') + 1]);
    if (name !== library.name) await node.function('DELETE', name).catch(unless(/not found/));
  }
}

/** Another service may do the same at this moment. */
function unless(expected: RegExp): (error: Error) => void {
  return (error) => {
    if (!expected.test(error.message)) throw error;
  };
}
