import { OpenAPIObject } from '@nestjs/swagger';
import { bodyExample } from './body-example';
import { bodySchemaOf, Operation, resolved, Response, routesOf } from './operations';

/** Adds the parts that decorators and comments cannot state; changes the document in place. */
export function finishDocument(document: OpenAPIObject): OpenAPIObject {
  for (const { operation } of routesOf(document)) {
    describeSuccess(operation.responses as Record<string, Response>);
    giveBodyExample(document, operation);
    requireBodyOfRequiredMembers(document, operation);
    leaveOptionalEmpty(operation);
  }
  return document;
}

/**
 * The Swagger plugin adds a success of its own to each operation. It cannot read `Promise<Executed<T>>`, so where
 * @Mutation or @Upsert have said what the answer is, the plugin's one is empty and goes.
 */
function describeSuccess(responses: Record<string, Response>): void {
  const successes = Object.keys(responses).filter((status) => status.startsWith('2'));
  const empty = successes.filter((status) => !responses[status]!.content && !responses[status]!.description);
  if (empty.length < successes.length) empty.forEach((status) => delete responses[status]);
  for (const response of Object.values(responses)) response.description ||= 'OK';
}

/** Without one Swagger UI makes up values for optional fields too, which are then refused. */
function giveBodyExample(document: OpenAPIObject, operation: Operation): void {
  if (!operation.requestBody || !('content' in operation.requestBody)) return;
  for (const media of Object.values(operation.requestBody.content)) {
    const [declared] = Object.values(media.examples ?? {}) as { value: unknown }[];
    delete media.examples;
    media.example = declared ? declared.value : bodyExample(document, media.schema!);
  }
}

/** A call whose body may be `{}` may have none, unless the body itself is what is kept. */
function requireBodyOfRequiredMembers(document: OpenAPIObject, operation: Operation): void {
  const schema = bodySchemaOf(operation);
  if (!schema) return;
  const { required = [], properties = {} } = resolved(document, schema);
  const isKept = Object.keys(properties).length === 0;
  (operation.requestBody as { required: boolean }).required = isKept || required.length > 0;
}

/** Swagger UI sends the example of an optional parameter too, so there it is told in words. */
function leaveOptionalEmpty(operation: Operation): void {
  for (const parameter of operation.parameters ?? []) {
    if ('$ref' in parameter || parameter.required) continue;
    const schema = parameter.schema as { example?: string };
    if (parameter.name === wantedCondition(operation)) schema.example = '*';
    else if (schema.example !== undefined) {
      parameter.description = `${parameter.description ?? ''} For example \`${schema.example}\`.`.trim();
      delete schema.example;
    }
  }
}

/** The condition without which a call is refused (428): to create where it may, else to change any version. */
function wantedCondition({ parameters = [], responses }: Operation): string | undefined {
  if (!responses['428']) return undefined;
  const mayCreate = parameters.some((part) => 'name' in part && part.name === 'If-None-Match');
  return mayCreate ? 'If-None-Match' : 'If-Match';
}
