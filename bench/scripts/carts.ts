import { CartResult } from '../../src/carts/carts.lua';
import { succeed } from '../support/calls';
import { ServiceScripts } from '../support/service-scripts';
import { scriptCase, ScriptCase } from './case';
import { lines, sku } from './filled-store';

const HOLD = { ttlSeconds: 600 };

type Line = { sku: string; quantity: number };
type Change = (
  scripts: ServiceScripts,
  call: Parameters<ServiceScripts['carts']['clearCart']>[0],
  line: Line,
) => Promise<CartResult>;

async function filled(scripts: ServiceScripts, store: string, content: Line[]): Promise<string> {
  const id = scripts.id();
  for (const { sku: one, quantity } of content) {
    const call = { operation: scripts.operation(), store, id, ifMatch: '' };
    await succeed(scripts.carts.addLine(call, one, quantity));
  }
  return id;
}

/** A change of the first line in a cart of three. */
function change(script: string, make: Change): ScriptCase {
  return scriptCase(script, async (scripts, prepared) => {
    const content = lines(3);
    const [operation, id] = [scripts.operation(), await filled(scripts, prepared, content)];
    return (store) => make(scripts, { operation, store, id, ifMatch: '' }, content[0]!);
  });
}

export const cartCases: ScriptCase[] = [
  change('carts/set-line', (scripts, call, line) => scripts.carts.setLine(call, line.sku, 4)),
  change('carts/add-line', (scripts, call, line) => scripts.carts.addLine(call, line.sku, 4)),
  change('carts/remove-units', (scripts, call, line) => scripts.carts.removeUnits(call, line.sku)),
  change('carts/clear-cart', (scripts, call) => scripts.carts.clearCart(call)),
  change('carts/hold-cart', (scripts, call) => scripts.carts.holdCart(call, HOLD)),
  scriptCase(
    'carts/set-line',
    async (scripts, prepared) => {
      const content = lines(3);
      const id = await filled(scripts, prepared, content);
      const mine = { operation: scripts.operation(), store: prepared, id, ifMatch: '' };
      await succeed(scripts.carts.holdCart(mine, HOLD));
      const operation = scripts.operation();
      return (store) => scripts.carts.setLine({ operation, store, id, ifMatch: '' }, content[0]!.sku, 4);
    },
    { what: 'of a held cart' },
  ),
  scriptCase('carts/merge-carts', async (scripts, prepared) => {
    const [id, from] = [await filled(scripts, prepared, lines(3)), await filled(scripts, prepared, lines(3))];
    const operation = scripts.operation();
    return (store) =>
      scripts.carts.mergeCarts({ operation, store, id, ifMatch: '' }, { from, strategy: 'sum' as const });
  }),
  scriptCase('carts/put-price', (scripts) => {
    const [operation, one] = [scripts.operation(), sku()];
    return (store) => scripts.prices.putPrice(operation, store, one, 2499);
  }),
  scriptCase(
    'carts/put-prices',
    (scripts) => {
      const [operation, items] = [
        scripts.operation(),
        lines(100).map((one) => ({ ...one, unitPrice: 2499 })),
      ];
      return (store) => scripts.prices.putPrices(operation, store, items);
    },
    { what: '100 prices', calls: 25 },
  ),
  scriptCase('carts/delete-price', async (scripts, prepared) => {
    const [operation, one] = [scripts.operation(), scripts.id()];
    await succeed(scripts.prices.putPrice(scripts.operation(), prepared, one, 2499));
    return (store) => scripts.prices.deletePrice(operation, store, one);
  }),
];
