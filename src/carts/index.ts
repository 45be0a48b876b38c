export { CART_EMPTY, cartRefusals } from './carts.errors';
export { CartsLua } from './carts.lua';
export { CartsModule } from './carts.module';
