import { Injectable } from '@nestjs/common';
import { Page, readRecords } from '../platform/http';
import { Operation, ReplyValue, Result, ScriptRunner, toResult } from '../platform/redis';
import { PriceRefusal } from './carts.errors';
import { Price, PriceBatchItem } from './dto/price.dto';

export type PriceResult<T> = Result<T, PriceRefusal>;

/** The scripts of prices; each method is the script of the same name. */
@Injectable()
export class PricesLua {
  constructor(private readonly scripts: ScriptRunner) {}

  async putPrice(
    operation: Operation,
    store: string,
    sku: string,
    unitPrice: number,
  ): Promise<PriceResult<{ price: Price; created: boolean }>> {
    const args = { sku, unit_price: unitPrice };
    const reply = await this.scripts.run('carts/put-price', { store, operation, args });
    return toResult(reply, ([status, ...values]) => ({
      price: toPrice(values),
      created: status === 'created',
    }));
  }

  async putPrices(
    operation: Operation,
    store: string,
    items: PriceBatchItem[],
  ): Promise<PriceResult<{ price: Price; created: boolean }[]>> {
    const prices = items.map(({ sku, unitPrice }) => ({ sku, unit_price: unitPrice }));
    const reply = await this.scripts.run('carts/put-prices', { store, operation, items: prices });
    return toResult(reply, ([currency, ...statuses]) =>
      items.map(({ sku, unitPrice }, i) => ({
        price: { sku, unitPrice, currency: currency as string },
        created: statuses[i] === 'created',
      })),
    );
  }

  async deletePrice(operation: Operation, store: string, sku: string): Promise<PriceResult<Price>> {
    return toResult(
      await this.scripts.run('carts/delete-price', { store, operation, args: { sku } }),
      toPrice,
    );
  }

  async readPrice(store: string, sku: string): Promise<PriceResult<Price>> {
    return toResult(await this.scripts.run('carts/read-price', { store, args: { sku } }), toPrice);
  }

  /** `nextCursor` is the last SKU of the page. */
  async listPrices(store: string, cursor: string, limit: number): Promise<PriceResult<Page<Price>>> {
    const reply = await this.scripts.run('carts/list-prices', { store, args: { cursor, limit } });
    return toResult(reply, ([more, currency, ...values]) => {
      const page = readRecords(values, (sku, unitPrice) => toPrice([sku, unitPrice, currency!]));
      return { ...page, nextCursor: more === '1' ? (values.at(-2) as string) : null };
    });
  }
}

function toPrice(values: ReplyValue[]): Price {
  const [sku, unitPrice, currency] = values as [string, string, string];
  return { sku, unitPrice: Number(unitPrice), currency };
}
