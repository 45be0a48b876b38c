import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailableError } from '../redis';

/** Stores that there are, and where. */
export interface Stores {
  names(): AsyncIterable<string>;
  /** Which master of Redis has a store: those of one are well or away together. */
  masterOf(store: string): string;
}

/** A list that takes longer hangs. */
const WITHIN_MS = 500;

/**
 * The names of all stores as they were last read: the master that has the list of names may be away while those of the
 * stores are not.
 */
export class KnownStores {
  private known?: string[];
  private reading?: Promise<void>;
  private fault?: Error;

  constructor(private readonly stores: Stores) {}

  /** Names by their master. Fails where they were never read, or where the list is damaged. */
  async byMaster(): Promise<Map<string, string[]>> {
    this.reading ??= this.read().finally(() => (this.reading = undefined));
    const timer = new AbortController();
    const tooLate = sleep(WITHIN_MS, undefined, { signal: timer.signal }).catch(() => undefined);
    // A list that is read for the first time is waited for.
    await (this.known ? Promise.race([this.reading, tooLate]) : this.reading);
    timer.abort();
    if (!this.known) throw this.fault!;
    if (this.fault && !(this.fault instanceof StoreUnavailableError)) throw this.fault;
    const groups = new Map<string, string[]>();
    for (const name of this.known) {
      const master = this.stores.masterOf(name);
      const group = groups.get(master);
      if (group) group.push(name);
      else groups.set(master, [name]);
    }
    return groups;
  }

  private async read(): Promise<void> {
    try {
      const names: string[] = [];
      for await (const name of this.stores.names()) names.push(name);
      [this.known, this.fault] = [names, undefined];
    } catch (error) {
      this.fault = error as Error;
    }
  }
}
