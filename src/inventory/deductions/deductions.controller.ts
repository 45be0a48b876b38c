import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ARCHIVE_UNAVAILABLE,
  Domain,
  Executed,
  LocatedAt,
  Mutation,
  OperationOf,
  Refuses,
  STORE_NOT_FOUND,
  StorePath,
} from '../../platform/http';
import { Operation } from '../../platform/redis';
import { SALE } from '../campaigns/campaigns.errors';
import * as refusal from '../inventory.errors';
import { BatchResults, SkuPath } from '../stock/dto/stock.dto';
import { Deduction, DeductionBatchBody, DeductionBody, DeductionPath, ReversalBody } from './deduction.dto';
import { DeductionsService } from './deductions.service';

@ApiTags('inventory')
@Domain('inventory')
@Controller('v1/stores/:store/inventory')
export class DeductionsController {
  constructor(private readonly deductions: DeductionsService) {}

  /** Deducts units and counts them as sold: the flash-sale path. */
  @Post('items/:sku/deductions')
  @Mutation(
    201,
    Deduction,
    refusal.SKU_NOT_FOUND,
    ...SALE,
    refusal.INSUFFICIENT_STOCK,
    refusal.OPERATION_ALREADY_EXECUTED,
    refusal.CAP_EXCEEDED,
    ARCHIVE_UNAVAILABLE,
  )
  deductStock(
    @Param() path: SkuPath,
    @Body() body: DeductionBody,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Deduction>> {
    return this.deductions.deduct(operation, path.store, path.sku, body);
  }

  /** Deducts many items, each decided on its own. */
  @Post('deductions/batch')
  @Mutation(200, BatchResults, ARCHIVE_UNAVAILABLE)
  deductStockBatch(
    @Param() path: StorePath,
    @Body() body: DeductionBatchBody,
    @OperationOf() operation: Operation,
  ): Promise<Executed<BatchResults>> {
    return this.deductions.deductBatch(operation, path.store, body);
  }

  /** Reads a deduction, for reconciliation with a database. */
  @Get('items/:sku/deductions/:id')
  @Refuses(STORE_NOT_FOUND, refusal.SKU_NOT_FOUND, refusal.DEDUCTION_NOT_FOUND, ARCHIVE_UNAVAILABLE)
  getDeduction(@Param() path: DeductionPath): Promise<Deduction> {
    return this.deductions.getDeduction(path.store, path.sku, path.id);
  }

  /**
   * Reverses a deduction, or a part of it: gives units back, each once.
   * @remarks `createdAt` is the time of the reversal. One with an `id` of its own answers with that.
   */
  @Post('items/:sku/deductions/:id/reversal')
  @LocatedAt('/v1/stores/:store/inventory/items/:sku/deductions/:id')
  @Mutation(
    201,
    Deduction,
    refusal.DEDUCTION_NOT_FOUND,
    refusal.OPERATION_ALREADY_EXECUTED,
    refusal.INVALID_STATE,
    refusal.QUANTITY_EXCEEDED,
    refusal.CAP_EXCEEDED,
    ARCHIVE_UNAVAILABLE,
  )
  reverseDeduction(
    @Param() path: DeductionPath,
    @Body() body: ReversalBody,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Deduction>> {
    return this.deductions.reverseDeduction(operation, path, body);
  }
}
