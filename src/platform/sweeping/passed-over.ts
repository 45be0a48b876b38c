const REMEMBERED_MS = 60_000;
/** As many of a store; beyond that something else is the matter. */
const MOST = 1_000;

/** Remembers members that could not be swept, so that all others are; each is tried again after a minute, for somebody may have repaired it. */
export class PassedOver {
  private readonly byStore = new Map<string, Map<string, number>>();

  /** Adds a member of a store's index; false where there are too many already. */
  add(store: string, member: string): boolean {
    const members = this.byStore.get(store) ?? new Map<string, number>();
    if (members.size >= MOST) return false;
    this.byStore.set(store, members.set(member, performance.now()));
    return true;
  }

  /** Whoever sweeps by hand has repaired it, or wants to hear of it again. */
  forget(store: string): void {
    this.byStore.delete(store);
  }

  /** The members of a store that are not to be tried yet. */
  of(store: string): ReadonlySet<string> {
    const members = this.byStore.get(store);
    if (!members) return new Set();
    const since = performance.now() - REMEMBERED_MS;
    for (const [member, addedAt] of members) if (addedAt < since) members.delete(member);
    if (members.size === 0) this.byStore.delete(store);
    return new Set(members.keys());
  }
}
