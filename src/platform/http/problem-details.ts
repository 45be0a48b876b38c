/**
 * Members of a refusal, each by an example, from which its schema is read: a number is a whole one, a list has items like its
 * first. `nullable`, `sometimes`, `oneOf` and `either` say of a member what its example cannot.
 */
export type Details = Readonly<Record<string, unknown>>;

/** An example, and how its member differs from it. */
export class Marked {
  constructor(
    readonly example: unknown,
    readonly mark: { nullable?: boolean; optional?: boolean; words?: readonly string[]; or?: unknown },
  ) {}
}

/** A member that may be null. */
export function nullable(example: unknown): Marked {
  return new Marked(example, { nullable: true });
}

/** A member that may be absent. */
export function sometimes(example: unknown): Marked {
  return example instanceof Marked
    ? new Marked(example.example, { ...example.mark, optional: true })
    : new Marked(example, { optional: true });
}

/** A member that is one of these words. */
export function oneOf(...words: [string, ...string[]]): Marked {
  return new Marked(words[0], { words });
}

/** A member that is of one kind or of another. */
export function either(example: unknown, or: unknown): Marked {
  return new Marked(example, { or });
}

/** The members as one refusal may have them. */
export function exampleOf(details: unknown): unknown {
  if (details instanceof Marked) return exampleOf(details.example);
  if (Array.isArray(details)) return details.map(exampleOf);
  if (details === null || typeof details !== 'object') return details;
  return Object.fromEntries(Object.entries(details).map(([name, example]) => [name, exampleOf(example)]));
}
