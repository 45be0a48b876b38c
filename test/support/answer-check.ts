import Ajv, { ValidateFunction } from 'ajv/dist/2020';
import { apiDocument, DocumentedRoute } from './api-document';

/** The parts of an answer that the document describes. */
export interface Answer {
  status: number;
  headers: Record<string, string | undefined>;
  text: string;
}

// The keywords of OpenAPI beside those of JSON Schema say nothing that could be broken.
const ajv = new Ajv({ allErrors: true, strictSchema: 'log', logger: false, validateFormats: false });
ajv.addSchema({ ...apiDocument, $id: 'api' });

const validators = new Map<object, ValidateFunction>();

/** References lead into the document. */
function validatorOf(schema: object): ValidateFunction {
  const known = validators.get(schema);
  if (known) return known;
  const text = JSON.stringify(schema).replaceAll('"#/', '"api#/');
  const made = ajv.compile(JSON.parse(text) as object);
  validators.set(schema, made);
  return made;
}

type Content = DocumentedRoute['responses'][string]['content'];

/** Headers that an answer has only where the document says so. */
const HEADERS = ['ETag', 'Location', 'Dry-Run', 'Idempotent-Replayed', 'Retry-After'];

/** In what an answer differs from what the document says of this route, in words. */
export function faultsOf(route: DocumentedRoute, { status, headers, text }: Answer): string[] {
  const documented = route.responses[status];
  if (!documented) return [`${status} is not documented`];
  const { content, headers: told } = documented;
  const headerFaults = HEADERS.filter((name) => headers[name.toLowerCase()] !== undefined && !told?.[name]);
  return [
    ...headerFaults.map((name) => `${name} is not documented`),
    ...bodyFaultsOf(content, headers, text),
  ];
}

function bodyFaultsOf(content: Content, headers: Answer['headers'], text: string): string[] {
  if (!content) return text === '' ? [] : ['a body that is not documented'];
  const type = (headers['content-type'] ?? '').split(';')[0]!;
  const media = content[type];
  if (!media) return [`${type} is not documented`];
  if (!type.endsWith('json')) return [];
  const validate = validatorOf(media.schema!);
  if (validate(JSON.parse(text))) return [];
  return validate.errors!.map(({ instancePath, message }) => `${instancePath} ${message}`);
}
