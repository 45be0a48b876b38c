import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Readable } from 'node:stream';
import { ARCHIVE_UNAVAILABLE, Domain, Refuses, STORE_NOT_FOUND } from '../../platform/http';
import { AccountPath } from '../accounts/account.dto';
import * as refusal from '../ledger.errors';
import { Statement, StatementQuery } from './statement.dto';
import { StatementsService } from './statements.service';

const TYPES = { json: 'application/json', csv: 'text/csv' };

@ApiTags('accounts')
@Domain('ledger')
@Controller('v1/stores/:store/ledger/accounts/:id/statement')
export class StatementsController {
  constructor(private readonly statements: StatementsService) {}

  /**
   * Reads a statement of an account: the balance before, each entry, the balance after.
   * @remarks It is sent as it is read, and may be of any length. As CSV it has the balances as its first row and its last,
   * whose `state` is `opening` and `closing`; amounts are in minor units; an actor is `key`, `key/person` or `/person`,
   * and `@` is the service itself.
   */
  @Get()
  @ApiExtraModels(Statement)
  @ApiResponse({
    status: 200,
    description: 'The statement',
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/Statement' } },
      'text/csv': { schema: { type: 'string' } },
    },
  })
  @Refuses(STORE_NOT_FOUND, refusal.ACCOUNT_NOT_FOUND, ARCHIVE_UNAVAILABLE)
  async getStatement(@Param() path: AccountPath, @Query() query: StatementQuery): Promise<StreamableFile> {
    const pieces = await this.statements.open({ ...path, asset: query.asset }, query);
    const type = `${TYPES[query.format]}; charset=utf-8`;
    return new StreamableFile(Readable.from(pieces, { objectMode: false }), { type });
  }
}
