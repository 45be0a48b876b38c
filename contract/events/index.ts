import { EventsOf } from '../define';
import { cartEvents } from './carts';
import { feedEvents } from './feed';
import { inventoryEvents } from './inventory';
import { ledgerEvents } from './ledger';
import { orderEvents } from './orders';
import { storeEvents } from './stores';
import { workflowEvents } from './workflow';

export const eventsOf: readonly EventsOf[] = [
  storeEvents,
  inventoryEvents,
  ledgerEvents,
  cartEvents,
  orderEvents,
  workflowEvents,
  feedEvents,
];
