import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Change,
  Domain,
  Executed,
  INVALID_CURSOR,
  OperationOf,
  PageQuery,
  Refuses,
  STORE_NOT_FOUND,
  StorePath,
  Upsert,
} from '../platform/http';
import { Operation } from '../platform/redis';
import { PRICE_NOT_FOUND } from './carts.errors';
import { Price, PriceBatchBody, PriceBody, PriceResults, PricePage, PricePath } from './dto/price.dto';
import { PricesService } from './prices.service';

@ApiTags('prices')
@Domain('prices')
@Controller('v1/stores/:store/prices')
export class PricesController {
  constructor(private readonly prices: PricesService) {}

  /** Lists prices by SKU. */
  @Get()
  @Refuses(STORE_NOT_FOUND, INVALID_CURSOR)
  listPrices(@Param() path: StorePath, @Query() query: PageQuery): Promise<PricePage> {
    return this.prices.list(path.store, query);
  }

  /** Reads the price of a SKU. */
  @Get(':sku')
  @Refuses(STORE_NOT_FOUND, PRICE_NOT_FOUND)
  getPrice(@Param() path: PricePath): Promise<Price> {
    return this.prices.get(path.store, path.sku);
  }

  /**
   * Sets many prices, a result each, as the single calls would have answered.
   * @remarks SKUs need not be stocked yet. A SKU that is named again gets the last of its prices.
   */
  @Put('batch')
  @Change(PriceResults)
  putPriceBatch(
    @Param() path: StorePath,
    @Body() body: PriceBatchBody,
    @OperationOf('optional') operation: Operation,
  ): Promise<Executed<PriceResults>> {
    return this.prices.putBatch(operation, path.store, body);
  }

  /**
   * Sets the price of a SKU: 201, or 200 where it had one.
   * @remarks The SKU need not be stocked yet. Orders keep the price that they were placed at.
   */
  @Put(':sku')
  @Upsert(Price, STORE_NOT_FOUND)
  putPrice(
    @Param() path: PricePath,
    @Body() body: PriceBody,
    @OperationOf('optional') operation: Operation,
  ): Promise<Executed<Price>> {
    return this.prices.put(operation, path.store, path.sku, body);
  }

  /** Deletes the price of a SKU, and answers with it. */
  @Delete(':sku')
  @Change(Price, PRICE_NOT_FOUND)
  deletePrice(
    @Param() path: PricePath,
    @OperationOf('optional') operation: Operation,
  ): Promise<Executed<Price>> {
    return this.prices.delete(operation, path.store, path.sku);
  }
}
