import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { RELEASE } from '../config/release';
import { BEARER, describeAccess } from './access';
import { finishDocument } from './finish-document';
import { problemExamples, problemSchema } from './problem-schema';

const DESCRIPTION = `Orders, stock, money, carts and workflows, each operation decided atomically inside Redis by one script.

- **Try it:** receive stock with *adjustStock*, then take a unit with *deductStock*; the examples work as they stand.
- **Numbers:** quantities and money are whole numbers, at most 9 007 199 254 740 991; money is in minor units.
- **Times** are ISO 8601 UTC, from Redis' clock.
- **Retries:** every POST that changes something needs an \`Idempotency-Key\`; the same key replays the first answer.
- **Errors** are RFC 9457 problems whose \`code\` is one of a closed list. Beside those that an operation names, any
  call may meet \`ROUTE_NOT_FOUND\`, \`MALFORMED_JSON\`, \`OVERLOADED\`, \`SHUTTING_DOWN\` and the like; \`docs/errors.md\` has them all.`;

/** The groups of operations, in the order that a reader meets them. */
const TAGS = {
  stores: 'A store is the unit of atomicity; `main` exists from the start.',
  inventory: 'Stock of each SKU: received, counted, deducted, and every movement of it.',
  reservations: 'Holds: units kept back for a time, then committed, cancelled or given back by the sweeper.',
  prices: 'Price of one unit of a SKU, in minor units of the store’s currency.',
  carts: 'Lines that a customer means to buy, priced and checked against the available units, up to the checkout.',
  orders: 'Stock and money taken together; fulfilled, or cancelled and given back.',
  sales: 'Units sold, best first.',
  accounts: 'Balances, limits and entries; `@world` is where money comes from and goes to.',
  transfers: 'Money from one account to another, at once or held first; posted, voided, reversed.',
  'workflow definitions': 'The states that something can be in, and what leads where.',
  'workflow diagrams': 'A definition, or where an instance stands in it, as a picture.',
  'workflow instances': 'Something that is in one of these states, and how it got there.',
  'workflow records': 'Any JSON object under a version, so that no one overwrites what they have not seen.',
  upkeep: 'Sweepers of what has expired, and audits that prove that the figures add up.',
  health: 'For load balancers and orchestrators.',
};

/** The OpenAPI document; `openapi.json` in the repository is this. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Countinghouse')
    .setVersion(RELEASE)
    .setDescription(DESCRIPTION);
  for (const [name, description] of Object.entries(TAGS)) builder.addTag(name, description);
  builder.addSecurity('bearer', { type: 'http', scheme: 'bearer', description: BEARER });
  const document = SwaggerModule.createDocument(app, builder.build(), {
    operationIdFactory: (_controller, method) => method,
  });
  document.components!.schemas!.Problem = problemSchema();
  document.components!.examples = problemExamples();
  return describeAccess(finishDocument(document));
}
