import { OpenAPIObject } from '@nestjs/swagger';

interface Answering {
  responses: object;
}

/** The parts of the document that tell what a refusal looks like. */
const OF_REFUSALS = /"#\/components\/(?:schemas\/\w+Problem|examples\/\w+)"/;

/**
 * The document as Swagger UI gets it: refusals with their codes and titles, but without their bodies. Swagger UI
 * takes in the whole document whenever a reader opens an operation, and with the schema of each code beside it
 * that takes seconds. The schemas are in `openapi.json`, the words in `docs/errors.md`.
 */
export function pageDocument(whole: OpenAPIObject): OpenAPIObject {
  const document = structuredClone(whole);
  const { responses = {} } = document.components ?? {};
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path) as Answering[]);
  const all = [responses, ...operations.map((one) => one.responses)].flatMap((each) =>
    Object.values(each as Record<string, unknown>),
  );
  for (const response of all as { content?: object }[])
    if (OF_REFUSALS.test(JSON.stringify(response.content ?? {}))) delete response.content;
  dropWhatIsNotNamed(document);
  return document;
}

/** Takes out schemas and examples that nothing names any more, and then what those alone had named. */
function dropWhatIsNotNamed(document: OpenAPIObject): void {
  const components = document.components ?? {};
  for (;;) {
    const text = JSON.stringify(document);
    const isNamed = (kind: string, name: string): boolean => text.includes(`"#/components/${kind}/${name}"`);
    let dropped = 0;
    for (const kind of ['schemas', 'examples'] as const)
      for (const name of Object.keys(components[kind] ?? {}))
        if (!isNamed(kind, name)) {
          delete components[kind]?.[name];
          dropped += 1;
        }
    if (dropped === 0) return;
  }
}
