import { Injectable } from '@nestjs/common';
import {
  decodeCursor,
  encodeCursor,
  Executed,
  executed,
  ID,
  Page,
  PageQuery,
  valueOf,
} from '../platform/http';
import { Operation } from '../platform/redis';
import { priceRefusals } from './carts.errors';
import { Price, PriceBatchBody, PriceBody, PriceResults } from './dto/price.dto';
import { PricesLua } from './prices.lua';

@Injectable()
export class PricesService {
  constructor(private readonly lua: PricesLua) {}

  async put(operation: Operation, store: string, sku: string, body: PriceBody): Promise<Executed<Price>> {
    const result = await this.lua.putPrice(operation, store, sku, body.unitPrice);
    const { price, created } = valueOf(result, priceRefusals);
    return new Executed(price, result.ok && result.replayed, created ? 201 : 200);
  }

  async putBatch(
    operation: Operation,
    store: string,
    { items }: PriceBatchBody,
  ): Promise<Executed<PriceResults>> {
    const result = await this.lua.putPrices(operation, store, items);
    const results = valueOf(result, priceRefusals).map(({ price, created }) => ({
      status: created ? 201 : 200,
      body: price,
    }));
    return new Executed({ results }, result.ok && result.replayed);
  }

  async delete(operation: Operation, store: string, sku: string): Promise<Executed<Price>> {
    return executed(await this.lua.deletePrice(operation, store, sku), priceRefusals);
  }

  async get(store: string, sku: string): Promise<Price> {
    return valueOf(await this.lua.readPrice(store, sku), priceRefusals);
  }

  async list(store: string, query: PageQuery): Promise<Page<Price>> {
    const cursor = decodeCursor(query.cursor, ID);
    const page = valueOf(await this.lua.listPrices(store, cursor, query.limit), priceRefusals);
    return { ...page, nextCursor: page.nextCursor && encodeCursor(page.nextCursor) };
  }
}
