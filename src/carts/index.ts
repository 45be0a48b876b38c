export { CART_EMPTY, cartRefusals } from './carts.errors';
export { CartsModule } from './carts.module';
