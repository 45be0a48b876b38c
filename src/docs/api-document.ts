import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { finishDocument } from './finish-document';
import { problemSchema } from './problem-schema';

const DESCRIPTION = `Orders, stock, money, carts and workflows, each operation decided atomically inside Redis by one script.

- **Try it:** receive stock with *adjustStock*, then take a unit with *deductStock*; the examples work as they stand.
- **Numbers:** quantities and money are whole numbers, at most 9 007 199 254 740 991; money is in minor units.
- **Times** are ISO 8601 UTC, from Redis' clock.
- **Retries:** every POST that changes something needs an \`Idempotency-Key\`; the same key replays the first answer.
- **Errors** are RFC 9457 problems whose \`code\` is one of a closed list. Beside those that an operation names, any
  call may meet \`ROUTE_NOT_FOUND\`, \`MALFORMED_JSON\`, \`PAYLOAD_TOO_LARGE\` and the like; \`docs/errors.md\` has them all.`;

/** The groups of operations, in the order that a reader meets them. */
const TAGS = {
  stores: 'A store is the unit of atomicity; `main` exists from the start.',
  inventory: 'Stock of each SKU: received, counted, deducted, and every movement of it.',
  reservations: 'Holds: units kept back for a time, then committed, cancelled or given back by the sweeper.',
  upkeep: 'The sweeper of expired holds, and the audit that proves that the figures add up.',
  health: 'For load balancers and orchestrators.',
};

/** The OpenAPI document; `openapi.json` in the repository is this. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const builder = new DocumentBuilder().setTitle('Countinghouse').setVersion('1').setDescription(DESCRIPTION);
  for (const [name, description] of Object.entries(TAGS)) builder.addTag(name, description);
  const document = SwaggerModule.createDocument(app, builder.build(), {
    operationIdFactory: (_controller, method) => method,
  });
  document.components!.schemas!.Problem = problemSchema();
  return finishDocument(document);
}
