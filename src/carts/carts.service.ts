import { Injectable } from '@nestjs/common';
import {
  decodeCursor,
  encodeCursor,
  Executed,
  ID,
  invalid,
  Page,
  PrefixQuery,
  valueOf,
  versioned,
} from '../platform/http';
import { cartRefusals } from './carts.errors';
import { CartCall, CartsLua } from './carts.lua';
import { AddLineBody, Cart, HoldBody, ListedCart, MergeBody } from './dto/cart.dto';

@Injectable()
export class CartsService {
  constructor(private readonly lua: CartsLua) {}

  async get(store: string, id: string): Promise<Executed<Cart>> {
    return versioned(await this.lua.readCart(store, id), cartRefusals);
  }

  async list(store: string, { prefix, cursor, limit }: PrefixQuery): Promise<Page<ListedCart>> {
    const wanted = { prefix, cursor: decodeCursor(cursor, ID) || undefined, limit };
    const page = valueOf(await this.lua.listCarts(store, wanted), cartRefusals);
    return { ...page, nextCursor: page.nextCursor && encodeCursor(page.nextCursor) };
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
