import { applyDecorators, Controller, Get, Param, Query } from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Domain, Refuses, STORE_NOT_FOUND, Verbatim } from '../../http';
import { DefinitionVersionPath } from '../dto/definition.dto';
import { DiagramQuery } from '../dto/diagram.dto';
import { InstancePath } from '../dto/instance.dto';
import * as refusal from '../workflow.errors';
import { DiagramsService } from './diagrams.service';

const AnswersDiagram = (): MethodDecorator =>
  applyDecorators(
    ApiProduces('image/svg+xml', 'text/vnd.mermaid'),
    ApiResponse({ status: 200, description: 'The diagram', schema: { type: 'string' } }),
  );

@ApiTags('workflow diagrams')
@Domain('workflow')
@Controller('v1/stores/:store/workflow')
export class DiagramsController {
  constructor(private readonly diagrams: DiagramsService) {}

  /** Draws a version of a definition. */
  @Get('definitions/:name/versions/:n/diagram')
  @AnswersDiagram()
  @Refuses(STORE_NOT_FOUND, refusal.DEFINITION_NOT_FOUND)
  drawDefinition(@Param() path: DefinitionVersionPath, @Query() query: DiagramQuery): Promise<Verbatim> {
    return this.diagrams.ofDefinition(path.store, path.name, Number(path.n), query.format);
  }

  /** Draws the definition of an instance: where it is and the way it took stand out. */
  @Get('instances/:id/diagram')
  @AnswersDiagram()
  @Refuses(STORE_NOT_FOUND, refusal.INSTANCE_NOT_FOUND)
  drawInstance(@Param() path: InstancePath, @Query() query: DiagramQuery): Promise<Verbatim> {
    return this.diagrams.ofInstance(path.store, path.id, query.format);
  }
}
