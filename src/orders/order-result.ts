import { Executed, obstaclesOf } from '../platform/http';
import { Result } from '../platform/redis';
import { Order } from './dto/order.dto';
import { membersOf, OrderRefusal, orderRefusals } from './orders.errors';

export type OrderResult<T> = Result<T, OrderRefusal>;

/** The order that a script made or changed, or the problem that names every obstacle. */
export function executedOrder(result: OrderResult<Order>): Executed<Order> {
  if (!result.ok) throw obstaclesOf(result.code, result.values, orderRefusals, membersOf);
  return new Executed(result.value, result.replayed, undefined, result.value.version);
}
