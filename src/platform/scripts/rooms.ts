/**
 * Who may include what in lua/. The kernel knows no domain. A domain has its scripts, their `parts/` and its `generated/`
 * readers; what it lets others include says so itself, by a line `--- @export`.
 */
const MAY_INCLUDE: Record<string, readonly string[]> = {
  kernel: [],
  stores: [],
  inventory: ['stores'],
  ledger: ['stores'],
  workflow: ['stores'],
  feed: ['stores'],
  carts: ['stores', 'inventory'],
  orders: ['stores', 'inventory', 'ledger', 'carts'],
};

/** Fails where the file `from` may not include the part `path`, whose text this is. */
export function checkInclude(from: string, path: string, text: string): void {
  const [room, other] = [roomOf(from), roomOf(path)];
  const known = MAY_INCLUDE[room];
  if (!known || !MAY_INCLUDE[other])
    throw new Error(`lua/${from}.lua includes ${path}: lua/ has no such room`);
  if (room === other || other === 'kernel') return;
  if (!known.includes(other)) {
    throw new Error(`lua/${from}.lua includes ${path}: ${room} may not know ${other}`);
  }
  if (!/^--- @export$/m.test(text)) {
    throw new Error(`lua/${from}.lua includes ${path}, which ${other} does not export`);
  }
}

function roomOf(path: string): string {
  return path.split('/')[0]!;
}
