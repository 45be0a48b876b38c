import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config';
import { Page, readRecords } from '../platform/http';
import {
  isoTime,
  Operation,
  PackedLine,
  readRecord,
  Result,
  Reply,
  ScriptArgs,
  ScriptCall,
  ScriptRunner,
  toResult,
  unpackLines,
  uuidv7,
} from '../platform/redis';
import { CartRefusal } from './carts.errors';
import { Cart, CartLine, HoldBody, ListedCart, MergeBody } from './dto/cart.dto';
import { decodeCart } from './generated/cart-record';

export type CartResult = Result<Cart, CartRefusal>;

/** Which cart a change is meant for, and by whom. */
export interface CartCall {
  operation: Operation;
  store: string;
  id: string;
  /** As the decorator of the same name gives it. */
  ifMatch: string;
}

/** A page of the list of carts, with the last id of those before it. */
export interface CartsWanted {
  prefix?: string;
  cursor?: string;
  limit: number;
}

/** The scripts that change a cart, and what all of them take. */
type CartScript =
  `carts/${'add-line' | 'set-line' | 'remove-units' | 'clear-cart' | 'hold-cart' | 'merge-carts'}`;
type CommonArgs = ScriptArgs['carts/clear-cart'];

/** The scripts of carts; each method is the script of the same name. */
@Injectable()
export class CartsLua {
  constructor(
    private readonly scripts: ScriptRunner,
    private readonly config: Config,
  ) {}

  async readCart(store: string, id: string): Promise<CartResult> {
    const reply = await this.scripts.run('carts/read-cart', { store, ids: { cart: id } });
    return toResult(reply, (values) => toCart(id, values as string[]));
  }

  async listCarts(store: string, wanted: CartsWanted): Promise<Result<Page<ListedCart>, CartRefusal>> {
    const reply = await this.scripts.run('carts/list-carts', { store, args: { ...wanted } });
    return toResult(reply, ([nextCursor, ...values]) => {
      return { ...readRecords(values, toListed), nextCursor: (nextCursor as string) || null };
    });
  }

  /** Takes carts that have expired off the list; returns how many it has looked at. */
  async forgetExpired(store: string, limit: number): Promise<number> {
    const { values } = await this.scripts.run('carts/forget-expired', { store, args: { limit } });
    return Number(values[0] ?? 0);
  }

  addLine(call: CartCall, sku: string, quantity: number): Promise<CartResult> {
    return this.change('carts/add-line', call, { sku, quantity });
  }

  setLine(call: CartCall, sku: string, quantity: number): Promise<CartResult> {
    return this.change('carts/set-line', call, { sku, quantity });
  }

  /** Omit the quantity to take all of them off. */
  removeUnits(call: CartCall, sku: string, quantity?: number): Promise<CartResult> {
    return this.change('carts/remove-units', call, { sku, quantity });
  }

  clearCart(call: CartCall): Promise<CartResult> {
    return this.change('carts/clear-cart', call, {});
  }

  holdCart(call: CartCall, { ttlSeconds, freezePrices, ownerId }: HoldBody): Promise<CartResult> {
    const reservation = uuidv7();
    const args = { reservation, hold_seconds: ttlSeconds, freeze: freezePrices !== false, owner: ownerId };
    return this.change('carts/hold-cart', call, args, { cart: call.id, hold: reservation });
  }

  mergeCarts(call: CartCall, { from, strategy }: MergeBody): Promise<CartResult> {
    return this.change('carts/merge-carts', call, { from, strategy }, { cart: [call.id, from] });
  }

  private async change<N extends CartScript>(
    script: N,
    { operation, store, id, ifMatch }: CartCall,
    more: Omit<ScriptArgs[N], keyof CommonArgs>,
    ids: ScriptCall['ids'] = { cart: id },
  ): Promise<CartResult> {
    const common: CommonArgs = { id, if_match: ifMatch, ttl_seconds: this.config.CART_TTL_SECONDS };
    const args = { ...common, ...more } as unknown as ScriptArgs[N];
    const reply: Reply<CartScript> = await this.scripts.run(script, {
      store,
      operation,
      ids,
      args,
    });
    return toResult(reply, (values) => toCart(id, values as string[]));
  }
}

/** Reads a reply of lua/carts/parts/cart-view.lua. */
function toCart(id: string, values: string[]): Cart {
  return readRecord('cart', id, () => parseCart(id, values));
}

function parseCart(id: string, values: string[]): Cart {
  const [record, currency, prices, available, reservationId, heldUntil, left] = values as [
    string,
    string,
    string,
    string,
    ...(string | undefined)[],
  ];
  const { version, expiresMs, lines: packed } = decodeCart(record);
  const lines = toLines(packed ?? [], prices.split(','), available.split(','));
  const total = totalOf(lines);
  return {
    id,
    lines,
    total,
    currency,
    version,
    expiresAt: version === 0 ? null : isoTime(expiresMs), // an absent cart reads as version 0
    ...(reservationId ? { hold: { reservationId, expiresAt: isoTime(heldUntil), total } } : {}),
    ...(left ? { left: unpackLines(left) } : {}),
  };
}

function toListed(id: string, record: string): ListedCart {
  return readRecord('cart', id, () => {
    const { version, expiresMs, lines } = decodeCart(record);
    const listed = (lines ?? []).map(({ sku, quantity }) => ({ sku, quantity }));
    return { id, lines: listed, version, expiresAt: isoTime(expiresMs) };
  });
}

function toLines(lines: PackedLine[], prices: string[], available: string[]): CartLine[] {
  return lines.map(({ sku, quantity }, i) => {
    const unitPrice = prices[i] === '-' ? null : Number(prices[i]);
    return toLine(sku, quantity, unitPrice, Number(available[i]));
  });
}

function toLine(sku: string, quantity: number, unitPrice: number | null, available: number): CartLine {
  const lineTotal = unitPrice === null ? null : exact(unitPrice * quantity);
  const availability = available >= quantity ? 'in_stock' : available > 0 ? 'limited' : 'out_of_stock';
  return { sku, quantity, unitPrice, lineTotal, available, availability };
}

function totalOf(lines: CartLine[]): number | null {
  let total: number | null = 0;
  for (const { lineTotal } of lines) {
    total = total === null || lineTotal === null ? null : exact(total + lineTotal);
  }
  return total;
}

/** The product or the sum of two whole numbers where it is exact: rounding never brings back one past the cap. */
function exact(number: number): number | null {
  return Number.isSafeInteger(number) ? number : null;
}
