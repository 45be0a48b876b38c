export { CartsModule } from './carts.module';
