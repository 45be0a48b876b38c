import { ProblemKind } from './problem';

interface Reference {
  $ref: string;
}

interface ProblemContent {
  schema:
    | Reference
    | { oneOf: Reference[]; discriminator: { propertyName: string; mapping: Record<string, string> } };
  examples: Record<string, Reference>;
}

/** `INSUFFICIENT_STOCK` is InsufficientStockProblem. */
export function problemSchemaName(code: string): string {
  const words = code.split('_').map((word) => word[0] + word.slice(1).toLowerCase());
  return `${words.join('')}Problem`;
}

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** How the OpenAPI document says that an answer is a problem of one of these kinds; their `code` tells which. */
export function problemContent(codes: string[]): Record<string, ProblemContent> {
  const references = codes.map((code) => ({ $ref: `#/components/schemas/${problemSchemaName(code)}` }));
  const examples = codes.map((code) => [code, { $ref: `#/components/examples/${code}` }] as const);
  const mapping = Object.fromEntries(codes.map((code, i) => [code, references[i]!.$ref]));
  const schema =
    references.length === 1
      ? references[0]!
      : { oneOf: references, discriminator: { propertyName: 'code', mapping } };
  return { [PROBLEM_MEDIA_TYPE]: { schema, examples: Object.fromEntries(examples) } };
}

/** The codes and titles, a line each; one code may have several titles, of which the last counts. */
export function problemDescription(kinds: Pick<ProblemKind, 'code' | 'title'>[]): string {
  const titles = new Map(kinds.map(({ code, title }) => [code, `\`${code}\` ${title}`]));
  return [...titles.values()].join('\n\n');
}
