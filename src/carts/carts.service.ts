import { Injectable } from '@nestjs/common';
import { Executed, invalid, versioned } from '../platform/http';
import { cartRefusals } from './carts.errors';
import { CartCall, CartsLua } from './carts.lua';
import { AddLineBody, Cart, HoldBody, MergeBody } from './dto/cart.dto';

@Injectable()
export class CartsService {
  constructor(private readonly lua: CartsLua) {}

  async get(store: string, id: string): Promise<Executed<Cart>> {
    return versioned(await this.lua.readCart(store, id), cartRefusals);
  }

  async addLine(call: CartCall, { sku, quantity }: AddLineBody): Promise<Executed<Cart>> {
    return versioned(await this.lua.addLine(call, sku, quantity), cartRefusals);
  }

  async setLine(call: CartCall, sku: string, quantity: number): Promise<Executed<Cart>> {
    return versioned(await this.lua.setLine(call, sku, quantity), cartRefusals);
  }

  async removeUnits(call: CartCall, sku: string, quantity: number): Promise<Executed<Cart>> {
    return versioned(await this.lua.removeUnits(call, sku, quantity), cartRefusals);
  }

  async removeLine(call: CartCall, sku: string): Promise<Executed<Cart>> {
    return versioned(await this.lua.removeUnits(call, sku), cartRefusals);
  }

  async clear(call: CartCall): Promise<Executed<Cart>> {
    return versioned(await this.lua.clearCart(call), cartRefusals);
  }

  async hold(call: CartCall, body: HoldBody): Promise<Executed<Cart>> {
    return versioned(await this.lua.holdCart(call, body), cartRefusals);
  }

  async merge(call: CartCall, body: MergeBody): Promise<Executed<Cart>> {
    if (body.from === call.id) throw invalid([{ pointer: '/from', detail: 'from must be another cart' }]);
    return versioned(await this.lua.mergeCarts(call, body), cartRefusals);
  }
}
