import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, Page, PageQuery, valueOf } from '../http';
import { inventoryRefusals } from '../inventory';
import { Sales } from './dto/sales.dto';
import { SalesLua } from './sales.lua';

@Injectable()
export class SalesService {
  constructor(private readonly lua: SalesLua) {}

  async get(store: string, sku: string): Promise<Sales> {
    return valueOf(await this.lua.readSales(store, sku), inventoryRefusals);
  }

  async list(store: string, query: PageQuery): Promise<Page<Sales>> {
    const cursor = decodeCursor(query.cursor, /^[1-9]\d{0,15}\/[A-Za-z0-9@][\w@.:~-]*$/);
    const page = valueOf(await this.lua.listSales(store, cursor, query.limit), inventoryRefusals);
    return { ...page, nextCursor: page.nextCursor && encodeCursor(page.nextCursor) };
  }
}
