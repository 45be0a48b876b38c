import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Domain, INVALID_CURSOR, PageQuery, Refuses, STORE_NOT_FOUND, StorePath } from '../../platform/http';
import { SKU_NOT_FOUND } from '../../inventory';
import { Sales, SalesPage, SalesPath } from './sales.dto';
import { SalesService } from './sales.service';

@ApiTags('sales')
@Domain('orders')
@Controller('v1/stores/:store/sales')
export class SalesController {
  constructor(private readonly sales: SalesService) {}

  /**
   * Lists units sold by SKU, best sellers first.
   * @remarks A SKU that was never sold is left out. Sales go on while pages are read: a SKU that rises meanwhile may be
   * missed, one that falls may come twice.
   */
  @Get()
  @Refuses(STORE_NOT_FOUND, INVALID_CURSOR)
  listSales(@Param() path: StorePath, @Query() query: PageQuery): Promise<SalesPage> {
    return this.sales.list(path.store, query);
  }

  /** Reads the units sold of a SKU. */
  @Get(':sku')
  @Refuses(STORE_NOT_FOUND, SKU_NOT_FOUND)
  getSales(@Param() path: SalesPath): Promise<Sales> {
    return this.sales.get(path.store, path.sku);
  }
}
