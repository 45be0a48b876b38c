import { Injectable } from '@nestjs/common';
import { ScriptRunner, toResult } from '../../platform/redis';
import { OrderCall } from '../after-sale/after-sale.lua';
import { Order } from '../dto/order.dto';
import { changedOrder } from '../order-record';
import { OrderResult } from '../order-result';

/** The script that captures an authorised order. */
@Injectable()
export class AuthorisationsLua {
  constructor(private readonly scripts: ScriptRunner) {}

  async capture({ operation, store, id, ifMatch }: OrderCall): Promise<OrderResult<Order>> {
    const call = { store, operation, args: { id, if_match: ifMatch } };
    return toResult(await this.scripts.run('orders/capture', call), changedOrder);
  }
}
