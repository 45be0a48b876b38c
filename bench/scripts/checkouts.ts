import { NewOrder } from '../../src/orders/placing/placing.lua';
import { NewPayment } from '../../src/orders/placing/payment';
import { succeed } from '../support/calls';
import { ServiceScripts } from '../support/service-scripts';
import { scriptCase, ScriptCase } from './case';
import { CUSTOMER, lines, parties } from './filled-store';

const LINES = 5;
const HOLD_SECONDS = 600;

interface Kind {
  what: string;
  held: boolean;
  payment: () => NewPayment;
}

/** A share for one, the rest for another. */
function twoLegs(): NewPayment {
  const [{ from, to }, { to: other }] = [parties(), parties()];
  return { from, legs: `${to}*s*1000,${other === from ? to : other}*r*0` };
}

function checkout({ what, held, payment }: Kind): ScriptCase {
  return scriptCase(
    'orders/checkout',
    async (scripts, prepared) => {
      const cart = { id: scripts.id(), ifMatch: '' };
      await fill(scripts, prepared, cart.id, held);
      const [operation, order] = [scripts.operation(), newOrder(scripts, payment())];
      return (store) => scripts.placing.checkout(operation, store, order, cart);
    },
    { what: `${LINES} lines, ${what}` },
  );
}

async function fill(scripts: ServiceScripts, store: string, id: string, held: boolean): Promise<void> {
  const call = (): Parameters<ServiceScripts['carts']['clearCart']>[0] => ({
    ...{ operation: scripts.operation(), store },
    ...{ id, ifMatch: '' },
  });
  for (const { sku, quantity } of lines(LINES)) await succeed(scripts.carts.addLine(call(), sku, quantity));
  if (held) await succeed(scripts.carts.holdCart(call(), { ttlSeconds: HOLD_SECONDS }));
}

function newOrder(scripts: ServiceScripts, payment: NewPayment): NewOrder {
  return { id: scripts.id(), customerId: CUSTOMER, payment };
}

/** A sale with a hold, with legs, and with both, beside one that has neither. */
export const checkoutCases: ScriptCase[] = [
  checkout({ what: 'paid', held: false, payment: parties }),
  checkout({ what: 'held', held: true, payment: parties }),
  checkout({ what: 'paid in 2 legs', held: false, payment: twoLegs }),
  checkout({ what: 'held, paid in 2 legs', held: true, payment: twoLegs }),
];
