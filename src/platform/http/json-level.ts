/** An object or array that the scan is inside of. */
export class JsonLevel {
  /** The names of an object so far; the last one is that of the member being read. */
  readonly names: string[] | undefined;
  /** The names again, where they are many. */
  seen: Set<string> | undefined = undefined;
  /** The index of the item being read, in an array. */
  index = 0;

  constructor(
    isObject: boolean,
    /** Whether it is the caller's own. */
    readonly isOwn: boolean,
  ) {
    this.names = isObject ? [] : undefined;
  }

  /** Adds the name of the next member; false where there is one of that name. */
  add(name: string): boolean {
    const names = this.names!;
    const isNew = this.seen ? !this.seen.has(name) : !names.includes(name);
    names.push(name);
    if (this.seen) this.seen.add(name);
    else if (names.length === FEW) this.seen = new Set(names);
    return isNew;
  }

  get place(): string | number {
    return this.names ? this.names[this.names.length - 1]! : this.index;
  }
}

/** So many names are compared one by one in less time than a Set takes. */
const FEW = 12;
