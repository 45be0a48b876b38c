import { campaigns, waits } from './campaigns.mjs';
import { orders } from './orders.mjs';
import { reservations, carts } from './carts.mjs';
import { flashSale, prices, stock } from './stock.mjs';
import { movements, wallets } from './money.mjs';
import { receiver, workflow } from './workflow.mjs';

/** Parts of the shop in the order in which they rest on each other. */
export const SCENES = [
  ['200 SKUs come in', stock],
  ['prices', prices],
  ['a flash sale', flashSale],
  ['wallets', wallets],
  ['money moves', movements],
  ['reservations at the till', reservations],
  ['carts, some of them held', carts],
  ['orders in every state', orders],
  ['campaigns', campaigns],
  ['who waits for a jacket', waits],
  ['a workflow', workflow],
  ['a webhook', receiver],
];
