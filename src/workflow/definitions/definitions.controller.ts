import { Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import {
  Domain,
  Executed,
  INVALID_CURSOR,
  JsonText,
  KeepsJson,
  KeptJson,
  MAX_MEMBERS,
  OperationOf,
  PageQuery,
  Refuses,
  Scope,
  STORE_NOT_FOUND,
  StorePath,
  Upsert,
  WritesNothing,
} from '../../platform/http';
import { Operation } from '../../platform/redis';
import { DefinitionsService } from './definitions.service';
import {
  Definition,
  DefinitionBody,
  DefinitionPage,
  DefinitionPath,
  DefinitionVersionPath,
  ValidationReport,
  VersionPage,
} from './definition.dto';
import * as refusal from '../workflow.errors';

@ApiTags('workflow definitions')
@Domain('workflow')
@Controller('v1/stores/:store/workflow/definitions')
export class DefinitionsController {
  constructor(private readonly definitions: DefinitionsService) {}

  /** Checks a definition and saves nothing. */
  @Post('validate')
  @Scope('workflow:read')
  @HttpCode(200)
  @KeepsJson('whole', MAX_MEMBERS)
  @ApiBody({ type: DefinitionBody })
  @WritesNothing()
  @Refuses(STORE_NOT_FOUND)
  validateDefinition(@Param() path: StorePath, @KeptJson() json: JsonText): Promise<ValidationReport> {
    return this.definitions.validate(path.store, json);
  }

  /** Writes a version of a definition: 201, or 200 where it exists unchanged. A version never changes. */
  @Put(':name/versions/:n')
  @KeepsJson('whole', MAX_MEMBERS)
  @ApiBody({ type: DefinitionBody })
  @Upsert(Definition, STORE_NOT_FOUND, refusal.DEFINITION_CONFLICT, refusal.DEFINITION_INVALID)
  putDefinition(
    @Param() path: DefinitionVersionPath,
    @KeptJson() json: JsonText,
    @OperationOf('optional') operation: Operation,
  ): Promise<Executed<Definition>> {
    return this.definitions.put(operation, path.store, { name: path.name, version: Number(path.n) }, json);
  }

  /**
   * Lists definitions by name.
   * @remarks Every store has the definition `approval`.
   */
  @Get()
  @Refuses(STORE_NOT_FOUND, INVALID_CURSOR)
  listDefinitions(@Param() path: StorePath, @Query() query: PageQuery): Promise<DefinitionPage> {
    return this.definitions.list(path.store, query);
  }

  /** Lists the versions of a definition, newest first. */
  @Get(':name')
  @Refuses(STORE_NOT_FOUND, INVALID_CURSOR, refusal.DEFINITION_NOT_FOUND)
  listDefinitionVersions(@Param() path: DefinitionPath, @Query() query: PageQuery): Promise<VersionPage> {
    return this.definitions.listVersions(path.store, path.name, query);
  }

  /** Reads a version of a definition. */
  @Get(':name/versions/:n')
  @Refuses(STORE_NOT_FOUND, refusal.DEFINITION_NOT_FOUND)
  getDefinition(@Param() path: DefinitionVersionPath): Promise<Definition> {
    return this.definitions.get(path.store, path.name, Number(path.n));
  }
}
