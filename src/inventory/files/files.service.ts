import { Injectable } from '@nestjs/common';
import { CsvRecord, csvRecords, Executed, Upload, valueOf } from '../../platform/http';
import { Operation } from '../../platform/redis';
import { inventoryRefusals } from '../inventory.errors';
import { StockPage } from '../stock/dto/stock.dto';
import { InventoryLua } from '../stock/stock.lua';
import { ImportResult } from './import.dto';
import { ImportRun, RunBatch } from './import-run';
import { columnsOf, EXPORT_HEADER } from './stock-rows';

/** SKUs that one script reads. */
const PAGE = 500;

/** Stock as files: adjustments come in, counts go out. */
@Injectable()
export class StockFilesService {
  constructor(private readonly lua: InventoryLua) {}

  /** Decides the rows as they come. */
  async import(operation: Operation, store: string, file: Upload): Promise<Executed<ImportResult>> {
    try {
      return await this.run(operation, store, csvRecords(file.pieces()));
    } catch (error) {
      await file.pass();
      throw error;
    }
  }

  private async run(
    operation: Operation,
    store: string,
    records: AsyncGenerator<CsvRecord, void, void>,
  ): Promise<Executed<ImportResult>> {
    try {
      const { value: header } = await records.next();
      const runBatch: RunBatch = (part, adjustments) => this.lua.adjustBatch(part, store, adjustments);
      const run = new ImportRun(runBatch, operation, columnsOf(header ?? undefined));
      for await (const record of records) await run.add(record);
      return await run.end();
    } finally {
      await records.return();
    }
  }

  /** The text of an export, in pieces; what may be refused is refused before the first. */
  async export(store: string): Promise<AsyncGenerator<string, void, void>> {
    return this.write(store, await this.page(store, ''));
  }

  private async *write(store: string, first: StockPage): AsyncGenerator<string, void, void> {
    yield `${EXPORT_HEADER}\n`;
    for (let page = first; ; page = await this.page(store, page.nextCursor)) {
      // No SKU has a character that CSV would quote.
      yield page.items
        .map(({ sku, onHand, reserved, available, sold }) =>
          [sku, onHand, '', 'correction', '', onHand, reserved, available, sold].join(','),
        )
        .map((row) => `${row}\n`)
        .join('');
      if (page.nextCursor === null) return;
    }
  }

  private async page(store: string, cursor: string): Promise<StockPage> {
    const page = valueOf(await this.lua.listStock(store, { cursor, limit: PAGE }), inventoryRefusals);
    const [damaged] = page.unreadable ?? [];
    // A file without it would be taken for all there is.
    if (damaged !== undefined) valueOf(await this.lua.readStock(store, damaged), inventoryRefusals);
    return page;
  }
}
