import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CAP_EXCEEDED,
  Domain,
  Executed,
  INVALID_STATE,
  LocatedAt,
  Mutation,
  OperationOf,
  Refuses,
  STORE_NOT_FOUND,
} from '../../platform/http';
import { Operation } from '../../platform/redis';
import * as refusal from '../ledger.errors';
import { GroupPath, ReverseGroupBody, TransferGroup } from './group.dto';
import { GroupsService } from './groups.service';

const END = [refusal.GROUP_NOT_FOUND, refusal.GROUPED, INVALID_STATE];

@ApiTags('transfers')
@Domain('ledger')
@Controller('v1/stores/:store/ledger/groups/:id')
export class GroupsController {
  constructor(private readonly groups: GroupsService) {}

  /** Reads a group of transfers, which a batch made. */
  @Get()
  @Refuses(STORE_NOT_FOUND, refusal.GROUP_NOT_FOUND)
  getTransferGroup(@Param() path: GroupPath): Promise<TransferGroup> {
    return this.groups.get(path.store, path.id);
  }

  /** Posts all pending transfers of a group, in full. */
  @Post('post')
  @Mutation(200, TransferGroup, ...END, CAP_EXCEEDED)
  postTransferGroup(
    @Param() path: GroupPath,
    @OperationOf() operation: Operation,
  ): Promise<Executed<TransferGroup>> {
    return this.groups.post(operation, path.store, path.id);
  }

  /** Voids all pending transfers of a group and releases their amounts. */
  @Post('void')
  @Mutation(200, TransferGroup, ...END)
  voidTransferGroup(
    @Param() path: GroupPath,
    @OperationOf() operation: Operation,
  ): Promise<Executed<TransferGroup>> {
    return this.groups.void(operation, path.store, path.id);
  }

  /**
   * Takes all posted transfers of a group back, the last first, each by a transfer of its own in the other direction.
   * @remarks Nothing of it may be pending. Each of them needs funds, but no limit bounds it.
   */
  @Post('reverse')
  @LocatedAt('/v1/stores/:store/ledger/groups/:id')
  @Mutation(
    201,
    TransferGroup,
    ...END,
    refusal.TRANSFER_ALREADY_EXISTS,
    refusal.INSUFFICIENT_FUNDS,
    CAP_EXCEEDED,
  )
  reverseTransferGroup(
    @Param() path: GroupPath,
    @Body() body: ReverseGroupBody,
    @OperationOf() operation: Operation,
  ): Promise<Executed<TransferGroup>> {
    return this.groups.reverse(operation, path.store, path.id, body);
  }
}
