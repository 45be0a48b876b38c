export { OrdersModule } from './orders.module';
export { decodeOrder } from './generated/order-record';
