import { OrderList } from './list';
import { OrderPage } from './order';

/** `/orders` and `/orders/<id>`. */
export function OrderPages({ parts: [id] }: { parts: string[] }) {
  return id ? <OrderPage id={id} /> : <OrderList />;
}
