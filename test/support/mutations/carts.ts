import { Mutation } from './mutation';
import { CART, filled, held, priced, remarket, withGuest } from './selling-scenes';

const prices: Mutation[] = [
  {
    operation: 'putPrice',
    path: '/prices/TEE',
    body: { unitPrice: 100 },
    after: (store) => store.price('TEE', 101),
  },
  {
    operation: 'putPrice',
    when: 'replaces it',
    path: '/prices/TEE',
    body: { unitPrice: 100 },
    before: priced,
    after: (store) => store.delete('/prices/TEE').expect(200),
  },
  {
    operation: 'putPriceBatch',
    path: '/prices/batch',
    body: { items: ['TEE', 'CAP', 'TEE'].map((sku, i) => ({ sku, unitPrice: 100 + i })) },
    before: priced,
    after: (store) => store.price('TEE', 7),
  },
  {
    operation: 'deletePrice',
    path: '/prices/TEE',
    before: priced,
    after: (store) => store.price('TEE', 7),
  },
];

const carts: Mutation[] = [
  { operation: 'addCartLine', path: `${CART}/lines`, body: { sku: 'MUG', quantity: 2 }, before: filled },
  { operation: 'setCartLine', path: `${CART}/lines/TEE`, body: { quantity: 5 }, before: filled },
  { operation: 'removeCartUnits', path: `${CART}/lines/TEE/removals`, body: { quantity: 1 }, before: filled },
  { operation: 'removeCartLine', path: `${CART}/lines/TEE`, before: filled },
  { operation: 'clearCart', path: CART, before: filled },
  { operation: 'holdCart', path: `${CART}/hold`, body: { ttlSeconds: 600 }, before: filled },
  {
    operation: 'addCartLine',
    when: 'of a held cart',
    path: `${CART}/lines`,
    body: { sku: 'MUG', quantity: 2 },
    before: held,
  },
  { operation: 'clearCart', when: 'that is held', path: CART, before: held },
  {
    operation: 'mergeCarts',
    path: `${CART}/merge`,
    body: { from: 'guest', strategy: 'sum' },
    before: withGuest,
  },
].map((mutation) => ({ ...mutation, after: remarket }));

export const cartMutations: Mutation[] = [...prices, ...carts];
