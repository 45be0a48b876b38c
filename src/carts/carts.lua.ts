import { Injectable } from '@nestjs/common';
import { Config } from '../config/config';
import { isoTime, Operation, ReplyValue, Result, ScriptRunner, toResult } from '../redis';
import { CartRefusal } from './carts.errors';
import { Cart, CartLine, MergeBody } from './dto/cart.dto';

export type CartResult = Result<Cart, CartRefusal>;

/** Which cart a change is meant for, and by whom. */
export interface CartCall {
  operation: Operation;
  store: string;
  id: string;
  /** As the decorator of the same name gives it. */
  ifMatch: string;
}

/** The scripts of carts; each method is the script of the same name. */
@Injectable()
export class CartsLua {
  constructor(
    private readonly scripts: ScriptRunner,
    private readonly config: Config,
  ) {}

  async readCart(store: string, id: string): Promise<CartResult> {
    return toResult(
      await this.scripts.run('carts/read-cart', { store, ids: { cart: id }, args: { id } }),
      toCart,
    );
  }

  addLine(call: CartCall, sku: string, quantity: number): Promise<CartResult> {
    return this.change('carts/add-line', call, { sku, quantity });
  }

  setLine(call: CartCall, sku: string, quantity: number): Promise<CartResult> {
    return this.change('carts/set-line', call, { sku, quantity });
  }

  /** Without a quantity, all of them. */
  removeUnits(call: CartCall, sku: string, quantity?: number): Promise<CartResult> {
    return this.change('carts/remove-units', call, { sku, quantity: quantity ?? '' });
  }

  clearCart(call: CartCall): Promise<CartResult> {
    return this.change('carts/clear-cart', call, {});
  }

  mergeCarts(call: CartCall, { from, strategy }: MergeBody): Promise<CartResult> {
    return this.change('carts/merge-carts', call, { from, strategy }, [call.id, from]);
  }

  private async change(
    script: string,
    { operation, store, id, ifMatch }: CartCall,
    more: Record<string, string | number>,
    carts: string | string[] = id,
  ): Promise<CartResult> {
    const args = { id, if_match: ifMatch, ttl_seconds: this.config.CART_TTL_SECONDS, ...more };
    return toResult(await this.scripts.run(script, { store, operation, ids: { cart: carts }, args }), toCart);
  }
}

/** Reads a reply of lua/carts/view.lua. */
function toCart(values: ReplyValue[]): Cart {
  const [id, version, expiresMs, currency, total, lines] = values as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return {
    id,
    lines: lines === '-' ? [] : lines.split(',').map(toLine),
    total: numberOf(total),
    currency,
    version: Number(version),
    expiresAt: expiresMs === '0' ? null : isoTime(expiresMs),
  };
}

function toLine(packed: string): CartLine {
  const [sku, ...numbers] = packed.split('*') as [string, string, string, string, string];
  const [quantity, unitPrice, lineTotal, available] = numbers.map(numberOf) as [
    number,
    number,
    number,
    number,
  ];
  const availability = available >= quantity ? 'in_stock' : available > 0 ? 'limited' : 'out_of_stock';
  return { sku, quantity, unitPrice, lineTotal, available, availability };
}

function numberOf(text: string): number | null {
  return text === '-' ? null : Number(text);
}
