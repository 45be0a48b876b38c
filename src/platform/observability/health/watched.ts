/** Something that may be amiss while the service goes on: readiness tells of it, and stays as it is. */
export abstract class Watched {
  abstract readonly watchedAs: string;

  /** Why all is not well; null where it is, undefined where it is not in use. */
  abstract get warning(): string | null | undefined;
}
