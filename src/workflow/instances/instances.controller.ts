import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Domain,
  Executed,
  IfMatch,
  INVALID_CURSOR,
  JsonText,
  KeepsJson,
  KeptJson,
  Mutation,
  OperationOf,
  HistoryQuery,
  PAYLOAD_TOO_LARGE,
  PRECONDITION_REQUIRED,
  Refuses,
  STORE_NOT_FOUND,
  StorePath,
  TakesIfMatch,
  VERSION_MISMATCH,
  Versioned,
} from '../../platform/http';
import { Operation } from '../../platform/redis';
import {
  HistoryPage,
  Instance,
  InstancePage,
  InstancePath,
  InstanceQuery,
  StartBody,
  Transition,
  TransitionBody,
} from './instance.dto';
import { InstancesService } from './instances.service';
import * as refusal from '../workflow.errors';

@ApiTags('workflow instances')
@Domain('workflow')
@Controller('v1/stores/:store/workflow/instances')
export class InstancesController {
  constructor(private readonly instances: InstancesService) {}

  /** Starts an instance of a definition, in its initial state. */
  @Post()
  @KeepsJson('below')
  @Mutation(201, Instance, refusal.DEFINITION_NOT_FOUND, refusal.INSTANCE_ALREADY_EXISTS, PAYLOAD_TOO_LARGE)
  startInstance(
    @Param() path: StorePath,
    @Body() body: StartBody,
    @KeptJson() json: JsonText,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Instance>> {
    return this.instances.start(operation, path.store, body, json);
  }

  /** Lists instances, newest first: all, those of a definition, or those in one of its states. */
  @Get()
  @Refuses(STORE_NOT_FOUND, INVALID_CURSOR)
  listInstances(@Param() path: StorePath, @Query() query: InstanceQuery): Promise<InstancePage> {
    return this.instances.list(path.store, query);
  }

  /** Reads an instance. */
  @Get(':id')
  @Versioned(Instance)
  @Refuses(STORE_NOT_FOUND, refusal.INSTANCE_NOT_FOUND)
  getInstance(@Param() path: InstancePath): Promise<Executed<Instance>> {
    return this.instances.get(path.store, path.id);
  }

  /**
   * Takes an instance to another state.
   * @remarks Name the expected state or version of the instance, by `expectedState` or `If-Match`.
   */
  @Post(':id/transitions')
  @KeepsJson('below')
  @TakesIfMatch()
  @Mutation(
    200,
    Transition,
    refusal.INSTANCE_NOT_FOUND,
    refusal.STATE_MISMATCH,
    refusal.INVALID_TRANSITION,
    VERSION_MISMATCH,
    PRECONDITION_REQUIRED,
    PAYLOAD_TOO_LARGE,
  )
  transitionInstance(
    @Param() path: InstancePath,
    @Body() body: TransitionBody,
    @KeptJson() json: JsonText,
    @IfMatch() ifMatch: string,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Transition>> {
    return this.instances.transition(operation, path, ifMatch, body, json);
  }

  /** Lists the steps of an instance, oldest first unless asked otherwise. */
  @Get(':id/history')
  @Refuses(STORE_NOT_FOUND, INVALID_CURSOR, refusal.INSTANCE_NOT_FOUND)
  listInstanceHistory(@Param() path: InstancePath, @Query() query: HistoryQuery): Promise<HistoryPage> {
    return this.instances.history(path.store, path.id, query);
  }
}
