import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, ID, Page, PageQuery, SEQUENCES, valueOf } from '../../platform/http';
import { inventoryRefusals } from '../../inventory';
import { Sales } from './sales.dto';
import { SalesLua } from './sales.lua';

/** Units sold, and the SKU. */
const SALES_PLACES = {
  test(place: string): boolean {
    const [units, sku] = place.split('/', 2) as [string, string?];
    return SEQUENCES.test(units) && place === `${units}/${sku}` && ID.test(sku!);
  },
};

@Injectable()
export class SalesService {
  constructor(private readonly lua: SalesLua) {}

  async get(store: string, sku: string): Promise<Sales> {
    return valueOf(await this.lua.readSales(store, sku), inventoryRefusals);
  }

  async list(store: string, query: PageQuery): Promise<Page<Sales>> {
    const cursor = decodeCursor(query.cursor, SALES_PLACES);
    const page = valueOf(await this.lua.listSales(store, cursor, query.limit), inventoryRefusals);
    return { ...page, nextCursor: page.nextCursor && encodeCursor(page.nextCursor) };
  }
}
