import { Injectable } from '@nestjs/common';
import { Problem, valueOf, Verbatim } from '../../platform/http';
import { WorkflowDefinition } from '../definitions/definition';
import { DefinitionsLua, KeptDefinition } from '../definitions/definitions.lua';
import { InstancesLua } from '../instances/instances.lua';
import { DIAGRAM_TOO_LARGE, workflowRefusals } from '../workflow.errors';
import { DiagramFormat } from './diagram.dto';
import { DiagramLimits } from './diagram-limits';
import { Layouts } from './layouts';
import { drawMermaid } from './mermaid';
import { Picture, progressOf } from './picture';
import { drawSvg } from './svg';

/** `gone` aborts when the caller hangs up. */
@Injectable()
export class DiagramsService {
  constructor(
    private readonly definitions: DefinitionsLua,
    private readonly instances: InstancesLua,
    private readonly limits: DiagramLimits,
    private readonly layouts: Layouts,
  ) {}

  async ofDefinition(
    store: string,
    { name, version }: { name: string; version: number },
    format: DiagramFormat,
    gone: AbortSignal,
  ): Promise<Verbatim> {
    const definition = valueOf(await this.definitions.readDefinition(store, name, version), workflowRefusals);
    const picture = { ...definition, title: titleOf(definition) };
    return format === 'mermaid' ? asMermaid(picture) : this.asSvg(definition, picture, gone);
  }

  async ofInstance(store: string, id: string, format: DiagramFormat, gone: AbortSignal): Promise<Verbatim> {
    const { definition, state, taken } = valueOf(
      await this.instances.traceInstance(store, id),
      workflowRefusals,
    );
    const title = `${id}: ${titleOf(definition)}, now ${state}`;
    const progress = progressOf(definition.initial, state, taken);
    const picture = { ...definition, title, progress };
    return format === 'mermaid' ? asMermaid(picture) : this.asSvg(definition, picture, gone);
  }

  private async asSvg(definition: KeptDefinition, picture: Picture, gone: AbortSignal): Promise<Verbatim> {
    const transitions = transitionsOf(definition);
    const most = this.limits.transitions;
    if (transitions > most) {
      const detail = `It has ${transitions} transitions, and an SVG shows up to ${most}; format=mermaid shows them all.`;
      throw new Problem(DIAGRAM_TOO_LARGE, detail, { transitions, most });
    }
    const layout = await this.layouts.of(definition, gone);
    return new Verbatim('image/svg+xml; charset=utf-8', drawSvg(picture, layout));
  }
}

function asMermaid(picture: Picture): Verbatim {
  return new Verbatim('text/vnd.mermaid; charset=utf-8', drawMermaid(picture));
}

function transitionsOf({ states }: WorkflowDefinition): number {
  return [...states.values()].reduce((sum, { transitions }) => sum + transitions.length, 0);
}

function titleOf({ name, version }: KeptDefinition): string {
  return `${name} version ${version}`;
}
