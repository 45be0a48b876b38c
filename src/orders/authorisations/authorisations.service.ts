import { Injectable } from '@nestjs/common';
import { Executed } from '../../platform/http';
import { RefundingCall } from '../after-sale/after-sale.service';
import { Order } from '../dto/order.dto';
import { executedOrder } from '../order-result';
import { AuthorisationsLua } from './authorisations.lua';

@Injectable()
export class AuthorisationsService {
  constructor(private readonly lua: AuthorisationsLua) {}

  async capture({ unableToPay, ...call }: RefundingCall): Promise<Executed<Order>> {
    if (unableToPay) throw unableToPay();
    return executedOrder(await this.lua.capture(call));
  }
}
