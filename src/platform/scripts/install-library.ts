import { Redis } from 'ioredis';
import { Library } from './script-library';

/**
 * Puts the library on a node that has not got it. It goes to disk and to replicas as data does, so a Redis that takes no
 * writes refuses it, also where it is there already; to look is never refused.
 */
export async function installLibrary(node: Redis, library: Library): Promise<void> {
  if ((await versionsOn(node, library)).includes(library.name)) return;
  await node.function('LOAD', library.source).catch(unless(/already exists/));
}

/**
 * Removes what other versions left behind. A service of such a version that still runs finds its functions gone and
 * installs them again, which costs it a moment.
 */
export async function removeOtherVersions(node: Redis, library: Library): Promise<void> {
  for (const name of await versionsOn(node, library)) {
    if (name !== library.name) await node.function('DELETE', name).catch(unless(/not found/));
  }
}

async function versionsOn(node: Redis, { family }: Library): Promise<string[]> {
  const libraries = (await node.function('LIST', 'LIBRARYNAME', `${family}*`)) as unknown[][];
  return libraries.map((fields) => String(fields[fields.indexOf('library_name') + 1]));
}

/** Another service may do the same at this moment. */
function unless(expected: RegExp): (error: Error) => void {
  return (error) => {
    if (!expected.test(error.message)) throw error;
  };
}
