import { applyDecorators, Controller, Get, Param, Query } from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Domain, HangUp, OVERLOADED, Refuses, STORE_NOT_FOUND, Verbatim } from '../../platform/http';
import { DefinitionVersionPath } from '../definitions/definition.dto';
import { DiagramQuery } from './diagram.dto';
import { InstancePath } from '../instances/instance.dto';
import * as refusal from '../workflow.errors';
import { DiagramsService } from './diagrams.service';

const AnswersDiagram = (): MethodDecorator =>
  applyDecorators(
    ApiProduces('image/svg+xml', 'text/vnd.mermaid'),
    ApiResponse({ status: 200, description: 'The diagram', schema: { type: 'string' } }),
  );

/** Refusals of a diagram whose definition exists. */
const UNDRAWN = [refusal.DIAGRAM_TOO_LARGE, refusal.DIAGRAM_NOT_DRAWN, OVERLOADED];

@ApiTags('workflow diagrams')
@Domain('workflow')
@Controller('v1/stores/:store/workflow')
export class DiagramsController {
  constructor(private readonly diagrams: DiagramsService) {}

  /**
   * Draws a version of a definition.
   * @remarks An SVG shows up to 150 transitions; Mermaid text has no limit.
   */
  @Get('definitions/:name/versions/:n/diagram')
  @AnswersDiagram()
  @Refuses(STORE_NOT_FOUND, refusal.DEFINITION_NOT_FOUND, ...UNDRAWN)
  drawDefinition(
    @Param() path: DefinitionVersionPath,
    @Query() query: DiagramQuery,
    @HangUp() gone: AbortSignal,
  ): Promise<Verbatim> {
    const place = { name: path.name, version: Number(path.n) };
    return this.diagrams.ofDefinition(path.store, place, query.format, gone);
  }

  /**
   * Draws the definition of an instance, with its state and its path.
   * @remarks An SVG shows up to 150 transitions; Mermaid text has no limit.
   */
  @Get('instances/:id/diagram')
  @AnswersDiagram()
  @Refuses(STORE_NOT_FOUND, refusal.INSTANCE_NOT_FOUND, ...UNDRAWN)
  drawInstance(
    @Param() path: InstancePath,
    @Query() query: DiagramQuery,
    @HangUp() gone: AbortSignal,
  ): Promise<Verbatim> {
    return this.diagrams.ofInstance(path.store, path.id, query.format, gone);
  }
}
