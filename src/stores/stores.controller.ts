import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ARCHIVE_UNAVAILABLE,
  CallerName,
  Domain,
  Executed,
  INVALID_CURSOR,
  OperationOf,
  PageQuery,
  Refuses,
  Scope,
  STORE_NOT_FOUND,
  StorePath,
  Upsert,
} from '../platform/http';
import { Operation } from '../platform/redis';
import {
  DoneOperation,
  JournalPage,
  JournalQuery,
  OperationPath,
  PutStoreBody,
  Store,
  StorePage,
} from './dto/store.dto';
import { OPERATION_NOT_FOUND, POSITION_GONE, STORE_CONFLICT } from './stores.errors';
import { StoresService } from './stores.service';

@ApiTags('stores')
@Domain('stores')
@Controller('v1/stores')
export class StoresController {
  constructor(private readonly stores: StoresService) {}

  /** Lists the stores by name. */
  @Get()
  @Refuses(INVALID_CURSOR)
  listStores(@Query() query: PageQuery): Promise<StorePage> {
    return this.stores.list(query);
  }

  /**
   * Creates a store: 201, or 200 where it exists; sets its defaults.
   * @remarks Currency and time zone are set once.
   */
  @Put(':store')
  @Upsert(Store, STORE_CONFLICT)
  putStore(
    @Param() path: StorePath,
    @Body() body: PutStoreBody,
    @OperationOf('optional') operation: Operation,
  ): Promise<Executed<Store>> {
    return this.stores.put(operation, path.store, body);
  }

  /** Reads a store. */
  @Get(':store')
  @Refuses(STORE_NOT_FOUND)
  getStore(@Param() path: StorePath): Promise<Store> {
    return this.stores.get(path.store);
  }

  /**
   * Reads what a call did, by its idempotency key: the question after a time-out.
   * @remarks Keys belong to their caller, and nobody sees what another's did. An operation that had no effect, such as
   * one that found everything as it was to be, has `effects: []`.
   */
  @Get(':store/operations/:idempotencyKey')
  @Scope('journal:read')
  @Refuses(STORE_NOT_FOUND, OPERATION_NOT_FOUND, POSITION_GONE, ARCHIVE_UNAVAILABLE)
  getOperation(
    @Param() path: OperationPath,
    @CallerName() caller: string | undefined,
  ): Promise<DoneOperation> {
    return this.stores.operation(path.store, { id: path.idempotencyKey, caller });
  }

  /**
   * Reads the journal, oldest first unless asked otherwise: every effect of every domain in one order.
   * @remarks To follow it, send the `id` of the last effect seen as `after`; an empty page means that no effect follows
   * yet. Effects are kept until an operator trims the journal; where there is an archive it goes on there, else a position
   * behind which effects may have been lost is refused with POSITION_GONE.
   */
  @Get(':store/journal')
  @Scope('journal:read')
  @Refuses(STORE_NOT_FOUND, INVALID_CURSOR, POSITION_GONE, ARCHIVE_UNAVAILABLE)
  listJournal(@Param() path: StorePath, @Query() query: JournalQuery): Promise<JournalPage> {
    return this.stores.journal(path.store, query);
  }
}
