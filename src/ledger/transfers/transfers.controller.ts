import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ARCHIVE_UNAVAILABLE,
  CAP_EXCEEDED,
  Domain,
  Executed,
  INVALID_CURSOR,
  INVALID_STATE,
  LocatedAt,
  Mutation,
  OperationOf,
  Refuses,
  STORE_NOT_FOUND,
  StorePath,
} from '../../platform/http';
import { Operation } from '../../platform/redis';
import {
  PostBody,
  ReverseBody,
  Transfer,
  TransferBatchBody,
  TransferBody,
  TransferPage,
  TransferPath,
  TransferQuery,
  TransferResults,
} from './transfer.dto';
import * as refusal from '../ledger.errors';
import { TransferListsService } from './transfer-lists.service';
import { TransfersService } from './transfers.service';

const MOVE = [
  refusal.ACCOUNT_NOT_FOUND,
  refusal.TRANSFER_ALREADY_EXISTS,
  INVALID_STATE,
  refusal.LIMIT_EXCEEDED,
  refusal.INSUFFICIENT_FUNDS,
  CAP_EXCEEDED,
  refusal.SAME_ACCOUNT,
  refusal.ASSET_MISMATCH,
];

@ApiTags('transfers')
@Domain('ledger')
@Controller('v1/stores/:store/ledger/transfers')
export class TransfersController {
  constructor(
    private readonly transfers: TransfersService,
    private readonly lists: TransferListsService,
  ) {}

  /**
   * Lists transfers, newest first unless asked otherwise.
   * @remarks All, those of an account or those of a reference, each also by state and by the time at which they were made.
   */
  @Get()
  @Refuses(STORE_NOT_FOUND, INVALID_CURSOR)
  listTransfers(@Param() path: StorePath, @Query() query: TransferQuery): Promise<TransferPage> {
    return this.lists.list(path.store, query);
  }

  /** Moves money from one account to another, at once or as a pending transfer. */
  @Post()
  @Mutation(201, Transfer, ...MOVE)
  transfer(
    @Param() path: StorePath,
    @Body() body: TransferBody,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Transfer>> {
    return this.transfers.transfer(operation, path.store, body);
  }

  /**
   * Executes many transfers: all or none, or each decided on its own.
   * @remarks The refusal of an atomic batch names the first refused transfer, from 0, as `index`. An atomic batch with a
   * `group` makes transfers that end together.
   */
  @Post('batch')
  @Mutation(200, TransferResults, ...MOVE, refusal.GROUP_ALREADY_EXISTS)
  transferBatch(
    @Param() path: StorePath,
    @Body() body: TransferBatchBody,
    @OperationOf() operation: Operation,
  ): Promise<Executed<TransferResults>> {
    return this.transfers.batch(operation, path.store, body);
  }

  /** Reads a transfer. */
  @Get(':id')
  @Refuses(STORE_NOT_FOUND, refusal.TRANSFER_NOT_FOUND)
  getTransfer(@Param() path: TransferPath): Promise<Transfer> {
    return this.transfers.get(path.store, path.id);
  }

  /** Posts a pending transfer, in full or in part; the rest is released. */
  @Post(':id/post')
  @Mutation(
    200,
    Transfer,
    refusal.TRANSFER_NOT_FOUND,
    refusal.GROUPED,
    INVALID_STATE,
    refusal.AMOUNT_EXCEEDED,
    CAP_EXCEEDED,
  )
  postTransfer(
    @Param() path: TransferPath,
    @Body() body: PostBody,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Transfer>> {
    return this.transfers.post(operation, path.store, path.id, body.amount);
  }

  /** Voids a pending transfer and releases its amount. */
  @Post(':id/void')
  @Mutation(200, Transfer, refusal.TRANSFER_NOT_FOUND, refusal.GROUPED, INVALID_STATE)
  voidTransfer(
    @Param() path: TransferPath,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Transfer>> {
    return this.transfers.void(operation, path.store, path.id);
  }

  /**
   * Takes a posted transfer back, in full or in part, by a transfer of its own in the other direction.
   * @remarks It needs funds, but no limit bounds it. The daily limit of the sender gets back an amount that is taken back
   * on the day that the transfer counted in.
   */
  @Post(':id/reverse')
  @LocatedAt('/v1/stores/:store/ledger/transfers/{id}')
  @Mutation(
    201,
    Transfer,
    refusal.TRANSFER_NOT_FOUND,
    refusal.TRANSFER_ALREADY_EXISTS,
    refusal.GROUPED,
    INVALID_STATE,
    refusal.AMOUNT_EXCEEDED,
    refusal.INSUFFICIENT_FUNDS,
    CAP_EXCEEDED,
    ARCHIVE_UNAVAILABLE,
  )
  reverseTransfer(
    @Param() path: TransferPath,
    @Body() body: ReverseBody,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Transfer>> {
    return this.transfers.reverse(operation, path.store, path.id, body);
  }
}
