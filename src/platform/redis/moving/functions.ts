import { NodeLink } from './node-link';

/** A master that just joined has no scripts: it gets those of the source, of each version and of each service. */
export async function copyFunctions(from: NodeLink, to: NodeLink): Promise<void> {
  const known = new Set((await librariesAt(to)).map(({ name }) => name));
  for (const { name, code } of await librariesAt(from)) {
    if (!known.has(name)) await to.ask('FUNCTION', 'LOAD', 'REPLACE', code);
  }
}

async function librariesAt(node: NodeLink): Promise<{ name: string; code: string }[]> {
  const listed = await node.ask('FUNCTION', 'LIST', 'WITHCODE');
  return (listed as unknown[][]).map((fields) => ({
    name: String(fields[fields.indexOf('library_name') + 1]),
    code: String(fields[fields.indexOf('library_code') + 1]),
  }));
}
