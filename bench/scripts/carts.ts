import { CartResult } from '../../src/carts/carts.lua';
import { succeed } from '../support/calls';
import { Desk } from '../support/desk';
import { scriptCase, ScriptCase } from './case';
import { lines, sku } from './furniture';

type Line = { sku: string; quantity: number };
type Change = (
  desk: Desk,
  call: Parameters<Desk['carts']['clearCart']>[0],
  line: Line,
) => Promise<CartResult>;

async function filled(desk: Desk, store: string, content: Line[]): Promise<string> {
  const id = desk.id();
  for (const { sku: one, quantity } of content) {
    const call = { operation: desk.operation(), store, id, ifMatch: '' };
    await succeed(desk.carts.addLine(call, one, quantity));
  }
  return id;
}

/** Of a cart of three lines, of which the first is the one that is changed. */
function change(script: string, make: Change): ScriptCase {
  return scriptCase(script, async (desk, prepared) => {
    const content = lines(3);
    const [operation, id] = [desk.operation(), await filled(desk, prepared, content)];
    return (store) => make(desk, { operation, store, id, ifMatch: '' }, content[0]!);
  });
}

export const cartCases: ScriptCase[] = [
  change('carts/set-line', (desk, call, line) => desk.carts.setLine(call, line.sku, 4)),
  change('carts/add-line', (desk, call, line) => desk.carts.addLine(call, line.sku, 4)),
  change('carts/remove-units', (desk, call, line) => desk.carts.removeUnits(call, line.sku)),
  change('carts/clear-cart', (desk, call) => desk.carts.clearCart(call)),
  scriptCase('carts/merge-carts', async (desk, prepared) => {
    const [id, from] = [await filled(desk, prepared, lines(3)), await filled(desk, prepared, lines(3))];
    const operation = desk.operation();
    return (store) =>
      desk.carts.mergeCarts({ operation, store, id, ifMatch: '' }, { from, strategy: 'sum' as const });
  }),
  scriptCase('carts/put-price', (desk) => {
    const [operation, one] = [desk.operation(), sku()];
    return (store) => desk.prices.putPrice(operation, store, one, 2499);
  }),
  scriptCase('carts/delete-price', async (desk, prepared) => {
    const [operation, one] = [desk.operation(), desk.id()];
    await succeed(desk.prices.putPrice(desk.operation(), prepared, one, 2499));
    return (store) => desk.prices.deletePrice(operation, store, one);
  }),
];
