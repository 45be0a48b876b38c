import { Controller, Delete, Get, Param, Patch, Put, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Change,
  Domain,
  Executed,
  IfMatch,
  IfNoneMatch,
  INVALID_CURSOR,
  JsonText,
  KeepsJson,
  KeptJson,
  OperationOf,
  PAYLOAD_TOO_LARGE,
  PRECONDITION_REQUIRED,
  PrefixQuery,
  Refuses,
  Removal,
  STORE_NOT_FOUND,
  StorePath,
  TakesIfMatch,
  TakesIfNoneMatch,
  Upsert,
  Verbatim,
  VERSION_MISMATCH,
  Versioned,
} from '../../platform/http';
import { Operation } from '../../platform/redis';
import { RecordBody, RecordPage, RecordPath } from './record.dto';
import { RecordsService } from './records.service';
import { RECORD_NOT_FOUND } from '../workflow.errors';

const STALE = [RECORD_NOT_FOUND, VERSION_MISMATCH, PRECONDITION_REQUIRED];

@ApiTags('workflow records')
@Domain('workflow')
@Controller('v1/stores/:store/workflow/records')
export class RecordsController {
  constructor(private readonly records: RecordsService) {}

  /**
   * Lists the records by id, all or those whose ids begin alike.
   * @remarks A page may have fewer records than `limit` and still a `nextCursor`: it ends behind a mebibyte of them.
   */
  @Get()
  @ApiOkResponse({ type: RecordPage })
  @Refuses(STORE_NOT_FOUND, INVALID_CURSOR)
  listRecords(@Param() path: StorePath, @Query() query: PrefixQuery): Promise<Verbatim> {
    return this.records.list(path.store, query);
  }

  /** Reads a record. */
  @Get(':id')
  @Versioned(RecordBody)
  @Refuses(STORE_NOT_FOUND, RECORD_NOT_FOUND)
  getRecord(@Param() path: RecordPath): Promise<Executed<Verbatim>> {
    return this.records.get(path);
  }

  /**
   * Creates a record (201), or replaces it (200).
   * @remarks To create it, send `If-None-Match: *`; to replace it, `If-Match` with its ETag.
   */
  @Put(':id')
  @KeepsJson('whole')
  @ApiBody({ type: RecordBody, examples: { invoice: { value: { customer: 'ann', due: '2026-02-01' } } } })
  @TakesIfMatch()
  @TakesIfNoneMatch()
  @Upsert(RecordBody, STORE_NOT_FOUND, ...STALE, PAYLOAD_TOO_LARGE)
  putRecord(
    @Param() path: RecordPath,
    @KeptJson() json: JsonText,
    @IfMatch() ifMatch: string,
    @IfNoneMatch() ifNoneMatch: boolean,
    @OperationOf('optional') operation: Operation,
  ): Promise<Executed<Verbatim>> {
    return this.records.put(operation, path, { ifMatch, ifNoneMatch }, json);
  }

  /** Merges a patch into a record (RFC 7396): null removes a member, objects are merged, other values are replaced. */
  @Patch(':id')
  @KeepsJson('whole')
  @ApiConsumes('application/json', 'application/merge-patch+json')
  @ApiBody({ type: RecordBody, examples: { paid: { value: { paidAt: '2026-01-15' } } } })
  @TakesIfMatch()
  @Change(RecordBody, ...STALE, PAYLOAD_TOO_LARGE)
  patchRecord(
    @Param() path: RecordPath,
    @KeptJson() patch: JsonText,
    @IfMatch() ifMatch: string,
    @OperationOf('optional') operation: Operation,
  ): Promise<Executed<Verbatim>> {
    return this.records.patch(operation, path, ifMatch, patch);
  }

  /** Deletes a record. A later record under its id has a version that no record had before. */
  @Delete(':id')
  @TakesIfMatch()
  @Removal(...STALE)
  deleteRecord(
    @Param() path: RecordPath,
    @IfMatch() ifMatch: string,
    @OperationOf('optional') operation: Operation,
  ): Promise<Executed<undefined>> {
    return this.records.delete(operation, path, ifMatch);
  }
}
