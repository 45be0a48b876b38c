import { apiDocument, DocumentedRoute, documentedRoutes } from './api-document';

interface Schema {
  $ref?: string;
  allOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
}

/** Every operation of the document that takes JSON. */
export const routesWithBody = documentedRoutes.filter(({ operation: { requestBody } }) => {
  return requestBody && 'content' in requestBody && 'application/json' in requestBody.content;
});

/** The example of the CSV that an operation takes; undefined where it takes none. */
export function csvExample({ operation: { requestBody } }: DocumentedRoute): string | undefined {
  if (!requestBody || !('content' in requestBody)) return undefined;
  return requestBody.content['text/csv']?.example as string | undefined;
}

/** A path of the operation in this store, whether or not there is anything under it. */
export function pathIn(store: string, { path }: DocumentedRoute): string {
  return path
    .replace('{store}', store)
    .replace('{n}', '7')
    .replace(/\{\w+\}/g, 'x');
}

/** Where an object may stand in the body of an operation: as the whole, in a field, as an item of a list. */
export function placesOf({ operation }: DocumentedRoute): Place[] {
  const { requestBody } = operation;
  const content = requestBody && 'content' in requestBody ? requestBody.content : {};
  const fields = Object.entries(resolved(content['application/json']?.schema as Schema).properties ?? {});
  const inFields = fields.flatMap(([name, schema]): Place[] => {
    const inField = (json: string): string => `{"${name}":${json}}`;
    const places = [{ name: `/${name}`, around: inField }];
    const item = resolved(schema).items;
    return item ? [...places, { name: `/${name}/0`, around: (json) => inField(`[${json}]`) }] : places;
  });
  return [{ name: 'the body', around: (json) => json }, ...inFields];
}

export interface Place {
  name: string;
  around: (json: string) => string;
}

function resolved(schema: Schema): Schema {
  const { $ref, allOf } = schema;
  if ($ref) return resolved(apiDocument.components!.schemas![$ref.split('/').at(-1)!] as Schema);
  return allOf ? resolved(allOf[0]!) : schema;
}
