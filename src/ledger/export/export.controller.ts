import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import { ARCHIVE_UNAVAILABLE, Domain, Refuses, STORE_NOT_FOUND, StorePath } from '../../platform/http';
import { ExportQuery } from './export.dto';
import { ExportService } from './export.service';

const TYPES = { hledger: 'text/plain', beancount: 'text/plain', csv: 'text/csv' };
const TEXT = { schema: { type: 'string' as const } };

@ApiTags('accounts')
@Domain('ledger')
@Controller('v1/stores/:store/ledger/export')
export class ExportController {
  constructor(private readonly exports: ExportService) {}

  /**
   * Exports the books of all accounts for hledger, beancount or a spreadsheet.
   * @remarks Amounts are whole minor units with the signs of this ledger; days are those of UTC. The file begins with the
   * balances before `from`, and asserts each balance at its end, so that the tool refuses a file that is one unit off. A
   * name that the tool does not allow is mapped, and the file has the mapping. It is sent as it is read; where the archive
   * fails behind the first 50 accounts, it ends without its assertions.
   */
  @Get()
  @ApiResponse({ status: 200, description: 'The file', content: { 'text/plain': TEXT, 'text/csv': TEXT } })
  @Refuses(STORE_NOT_FOUND, ARCHIVE_UNAVAILABLE)
  async exportLedger(@Param() path: StorePath, @Query() query: ExportQuery): Promise<StreamableFile> {
    const pieces = await this.exports.open(path.store, query);
    const type = `${TYPES[query.format]}; charset=utf-8`;
    return new StreamableFile(Readable.from(pieces, { objectMode: false }), { type });
  }
}
