import { Controller, Get, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import {
  CsvBody,
  Domain,
  Executed,
  Mutation,
  OperationOf,
  Refuses,
  STORE_NOT_FOUND,
  StorePath,
  TakesCsv,
  Upload,
} from '../../platform/http';
import { Operation } from '../../platform/redis';
import { ImportResult } from './import.dto';
import { StockFilesService } from './files.service';
import { IMPORT_HEADER } from './stock-rows';

const FILE = `At most 100 000 rows in UTF-8 behind the header \`${IMPORT_HEADER}\`, or that of an export; each has exactly
one of \`setTo\` and \`delta\`, and may have a reference.`;

@ApiTags('inventory')
@Domain('inventory')
@Controller('v1/stores/:store/inventory')
export class StockFilesController {
  constructor(private readonly files: StockFilesService) {}

  /**
   * Imports adjustments from CSV, each row decided on its own, in order.
   * @remarks Rows are decided as they come, so that those before a failure have taken effect. Repeated with its key, an
   * import goes on where it was: the rows that were decided are answered as they were, and have no further effect.
   * *getOperation* tells of the first 50 rows under the key, and of 50 more each under the key with `/51`, `/101`, … behind it.
   */
  @Post('import')
  @TakesCsv(FILE, `${IMPORT_HEADER}\nTEE-M,100,,correction,count of May\nMUG-S,,12,received,PO 7\n`)
  @Mutation(200, ImportResult)
  importStock(
    @Param() path: StorePath,
    @CsvBody() file: Upload,
    @OperationOf() operation: Operation,
  ): Promise<Executed<ImportResult>> {
    return this.files.import(operation, path.store, file);
  }

  /**
   * Exports stock as CSV, by SKU.
   * @remarks Each row sets its SKU to what is on hand, so that importing the file changes nothing; edit the counts, and
   * leave out rows that are to stay. The columns behind `reference` are for reading alone. It is sent as it is read.
   */
  @Get('export')
  @ApiResponse({
    status: 200,
    description: 'The file',
    content: { 'text/csv': { schema: { type: 'string' } } },
  })
  @Refuses(STORE_NOT_FOUND)
  async exportStock(@Param() path: StorePath): Promise<StreamableFile> {
    const pieces = await this.files.export(path.store);
    return new StreamableFile(Readable.from(pieces, { objectMode: false }), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="stock-of-${path.store}.csv"`,
    });
  }
}
