import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiDocument, documentedCodes, documentedRoutes } from '../support/api-document';

const inErrorsPage = [
  ...readFileSync(join(__dirname, '../../docs/errors.md'), 'utf8').matchAll(/^## (\w+)$/gm),
].map((heading) => heading[1]!);

/** The closed list as the document gives it: the code of the schema Problem. */
const known = (apiDocument.components!.schemas!.Problem as { properties: { code: { enum: string[] } } })
  .properties.code.enum;

function isNamedOrText(schema: object = {}): boolean {
  if ('oneOf' in schema) return (schema.oneOf as object[]).every((one) => '$ref' in one);
  return '$ref' in schema || ('type' in schema && schema.type === 'string');
}

describe('docs/errors.md and the closed list of codes', () => {
  it('are the same list', () => {
    expect(inErrorsPage).toEqual(known);
  });

  it('are upper snake case', () => {
    expect(known.filter((code) => !/^[A-Z]+(_[A-Z]+)*$/.test(code))).toEqual([]);
  });
});

describe.each(documentedRoutes)('$name', (route) => {
  const { operation, responses, path, method } = route;
  const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'));

  it('has a summary of one line, an operation id of its own, and a group that is described', () => {
    // Swagger UI shows a summary as it is; only descriptions are Markdown.
    expect(operation.summary).toMatch(/^[A-Z][^`*\n]*\.$/);
    expect(operation.operationId).toMatch(/^[a-z][A-Za-z]+$/);
    expect(
      documentedRoutes.filter((other) => other.operation.operationId === operation.operationId),
    ).toHaveLength(1);
    const described = apiDocument.tags!.map((tag) => tag.name);
    expect(operation.tags!.filter((tag) => !described.includes(tag))).toEqual([]);
  });

  it('documents every status that it answers, and no other', () => {
    expect(successes).not.toEqual([]);
    for (const [status, { content }] of successes) {
      if (status === '204') expect(content).toBeUndefined();
      else expect(Object.values(content!).filter(({ schema }) => !isNamedOrText(schema))).toEqual([]);
    }
  });

  it('refuses with known codes only', () => {
    expect(documentedCodes(route).filter((code) => !known.includes(code))).toEqual([]);
    expect(documentedCodes(route).filter((code) => !inErrorsPage.includes(code))).toEqual([]);
  });

  it('describes every part of its path', () => {
    const described = (operation.parameters ?? []).flatMap((part) =>
      'in' in part && part.in === 'path' ? part.name : [],
    );
    expect(described).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((part) => part[1]));
  });

  it('documents limit and cursor if, and only if, it is a list', () => {
    const schema = successes[0]![1].content?.['application/json']?.schema as { $ref?: string } | undefined;
    const name = schema?.$ref?.split('/').at(-1);
    const answer = name === undefined ? undefined : apiDocument.components!.schemas![name]!;
    const isList = answer !== undefined && 'properties' in answer && 'nextCursor' in answer.properties!;
    const query = (operation.parameters ?? []).flatMap((part) =>
      'in' in part && part.in === 'query' ? part.name : [],
    );
    expect(query.includes('limit') && query.includes('cursor')).toBe(isList);
  });

  it('documents the replay if it takes an idempotency key', () => {
    const key = (operation.parameters ?? []).find(
      (part) => 'name' in part && part.name === 'Idempotency-Key',
    );
    for (const [, { headers }] of successes)
      expect(Boolean(headers?.['Idempotent-Replayed'])).toBe(Boolean(key));
    if (method === 'get') expect(key).toBeUndefined();
  });
});
