import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { RELEASE } from '../config/release';
import { BEARER, describeAccess } from './access';
import { writeAsJsonSchema } from './as-json-schema';
import { writeBodyDefaults } from './body-defaults';
import { describeEntryRefusals } from './entry-refusals';
import { eventSchemas } from './event-schema';
import { finishDocument } from './finish-document';
import { describeHeaders } from './headers';
import { problemExamples, problemSchemas } from './problem-schema';

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
  campaigns: 'Who may have how many units of some SKUs, and when: windows and limits of a sale.',
  reservations:
    'Reservations keep units back for a time, then are committed, cancelled or released by the sweeper.',
  waits: 'Who waits for units of a SKU, in order of arrival: served by whatever gives units back.',
  prices: 'Price of one unit of a SKU, in minor units of the store’s currency.',
  carts:
    'Lines that a customer means to buy, priced and checked against the available units, up to the checkout.',
  orders: 'Stock and money taken together; fulfilled, or cancelled and given back.',
  sales: 'Units sold, best first.',
  accounts: 'Balances, limits and entries; money comes from `@world` and leaves to it.',
  transfers: 'Money from one account to another, at once or pending first; posted, voided, reversed.',
  'workflow definitions': 'States and the transitions between them.',
  'workflow diagrams': 'A definition as a picture, with the state of an instance or without.',
  'workflow instances': 'Instances of a definition, each in one of its states, with its history.',
  'workflow records': 'JSON objects with versions, so that no caller overwrites an unseen change.',
  events: 'Effects of the journal, sent as they happen.',
  webhooks: 'Addresses that effects are sent to, signed by the Standard Webhooks specification.',
  upkeep: 'Sweepers that release lapsed reservations and transfers, and audits that add up all figures.',
  health: 'Checks for load balancers and orchestrators.',
};

/** The OpenAPI document; `openapi.json` in the repository is that of an open service, which needs no key. */
export function describeApi(app: NestFastifyApplication, open = true): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Countinghouse')
    .setVersion(RELEASE)
    .setDescription(DESCRIPTION)
    .setLicense('MIT', 'https://spdx.org/licenses/MIT.html');
  for (const [name, description] of Object.entries(TAGS)) builder.addTag(name, description);
  builder.addSecurity('bearer', { type: 'http', scheme: 'bearer', description: BEARER });
  const document = SwaggerModule.createDocument(app, builder.build(), {
    operationIdFactory: (_controller, method) => method,
  });
  Object.assign(document.components!.schemas!, problemSchemas(), eventSchemas());
  document.components!.examples = problemExamples();
  document.servers = [{ url: '/' }];
  describeAccess(finishDocument(document), open);
  describeEntryRefusals(document);
  describeHeaders(document);
  writeBodyDefaults(document);
  writeAsJsonSchema(document);
  return document;
}
