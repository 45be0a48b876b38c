import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ARCHIVE_UNAVAILABLE,
  Change,
  Domain,
  Executed,
  INVALID_CURSOR,
  LocatedAt,
  Mutation,
  OperationOf,
  Refuses,
  STORE_NOT_FOUND,
  StorePath,
} from '../../platform/http';
import { Operation } from '../../platform/redis';
import { MovementPage, MovementQuery } from './dto/movement.dto';
import {
  AdjustmentBatchBody,
  AdjustmentBody,
  BatchResults,
  PolicyBody,
  SkuPath,
  Stock,
  StockPage,
} from './dto/stock.dto';
import * as refusal from '../inventory.errors';
import { StockQuery } from './dto/stock-list.dto';
import { InventoryService } from './stock.service';

@ApiTags('inventory')
@Domain('inventory')
@Controller('v1/stores/:store/inventory')
export class InventoryController {
  constructor(private readonly inventory: InventoryService) {}

  /** Lists stock by SKU, or reads that of SKUs by name. */
  @Get('items')
  @Refuses(STORE_NOT_FOUND, INVALID_CURSOR)
  listStock(@Param() path: StorePath, @Query() query: StockQuery): Promise<StockPage> {
    return this.inventory.listStock(path.store, query);
  }

  /** Reads the stock of a SKU. */
  @Get('items/:sku')
  @Refuses(STORE_NOT_FOUND, refusal.SKU_NOT_FOUND)
  getStock(@Param() path: SkuPath): Promise<Stock> {
    return this.inventory.getStock(path.store, path.sku);
  }

  /** Changes or sets the units on hand of a SKU; the first adjustment creates the SKU. */
  @Post('items/:sku/adjustments')
  @LocatedAt('/v1/stores/:store/inventory/items/:sku')
  @Mutation(
    201,
    Stock,
    refusal.INSUFFICIENT_STOCK,
    refusal.STOCK_CHANGED,
    refusal.EVICTION_EXCEEDED,
    refusal.CAP_EXCEEDED,
  )
  adjustStock(
    @Param() path: SkuPath,
    @Body() body: AdjustmentBody,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Stock>> {
    return this.inventory.adjust(operation, path.store, path.sku, body);
  }

  /** Sets how many units of a SKU are kept for safety, and at how many few are left. */
  @Put('items/:sku/policy')
  @Change(Stock, refusal.SKU_NOT_FOUND)
  setPolicy(
    @Param() path: SkuPath,
    @Body() body: PolicyBody,
    @OperationOf('optional') operation: Operation,
  ): Promise<Executed<Stock>> {
    return this.inventory.setPolicy(operation, path.store, path.sku, body);
  }

  /** Adjusts many SKUs, each decided on its own. */
  @Post('adjustments/batch')
  @Mutation(200, BatchResults)
  adjustStockBatch(
    @Param() path: StorePath,
    @Body() body: AdjustmentBatchBody,
    @OperationOf() operation: Operation,
  ): Promise<Executed<BatchResults>> {
    return this.inventory.adjustBatch(operation, path.store, body);
  }

  /**
   * Lists the movements of a SKU, oldest first.
   * @remarks To follow them, send the `sequence` of the last one seen as `after`; an empty page means that no movement
   * follows yet.
   */
  @Get('items/:sku/movements')
  @Refuses(STORE_NOT_FOUND, INVALID_CURSOR, refusal.SKU_NOT_FOUND, ARCHIVE_UNAVAILABLE)
  listMovements(@Param() path: SkuPath, @Query() query: MovementQuery): Promise<MovementPage> {
    return this.inventory.listMovements(path.store, path.sku, query);
  }
}
