import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Domain,
  Executed,
  INVALID_CURSOR,
  Mutation,
  OperationOf,
  Refuses,
  STORE_NOT_FOUND,
  StorePath,
} from '../../platform/http';
import { Operation } from '../../platform/redis';
import * as refusal from '../inventory.errors';
import { Wait, WaitBody, WaitPage, WaitPath, WaitQuery } from './dto/wait.dto';
import { WaitsService } from './waits.service';

@ApiTags('waits')
@Domain('inventory')
@Controller('v1/stores/:store/inventory/waits')
export class WaitsController {
  constructor(private readonly waits: WaitsService) {}

  /**
   * Waits for units of a SKU, which are reserved as soon as they come back.
   * @remarks The line goes strictly by arrival: nobody is promoted before whoever stands in front. A wait is promoted at
   * once where nobody else waits and enough is available.
   */
  @Post()
  @Mutation(201, Wait, refusal.SKU_NOT_FOUND, refusal.WAIT_ALREADY_EXISTS, refusal.LINE_FULL)
  wait(
    @Param() path: StorePath,
    @Body() body: WaitBody,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Wait>> {
    return this.waits.wait(operation, path.store, body);
  }

  /**
   * Lists waits, by SKU or owner.
   * @remarks Those of a SKU come in order of arrival, those of an owner newest first, all of them by SKU.
   */
  @Get()
  @Refuses(STORE_NOT_FOUND, INVALID_CURSOR)
  listWaits(@Param() path: StorePath, @Query() query: WaitQuery): Promise<WaitPage> {
    return this.waits.list(path.store, query);
  }

  /** Reads a wait. */
  @Get(':id')
  @Refuses(STORE_NOT_FOUND, refusal.WAIT_NOT_FOUND)
  getWait(@Param() path: WaitPath): Promise<Wait> {
    return this.waits.get(path.store, path.id);
  }

  /**
   * Cancels a wait; those behind it come next.
   * @remarks One that was promoted is a reservation: cancel that.
   */
  @Post(':id/cancel')
  @Mutation(200, Wait, refusal.WAIT_NOT_FOUND, refusal.INVALID_STATE)
  cancelWait(@Param() path: WaitPath, @OperationOf() operation: Operation): Promise<Executed<Wait>> {
    return this.waits.cancel({ operation, ...path });
  }
}
