import { Injectable } from '@nestjs/common';
import { valueOf, Verbatim } from '../../http';
import { DefinitionsLua, KeptDefinition } from '../definitions.lua';
import { InstancesLua } from '../instances.lua';
import { workflowRefusals } from '../workflow.errors';
import { DiagramFormat } from '../dto/diagram.dto';
import { Elk } from './elk';
import { Layout, layOut } from './layout';
import { drawMermaid } from './mermaid';
import { Picture, progressOf } from './picture';
import { drawSvg } from './svg';

const MOST_LAYOUTS = 200;

@Injectable()
export class DiagramsService {
  /** By the text of the states: the same definition in another store, and all its instances, have one layout. */
  private readonly layouts = new Map<string, Promise<Layout>>();

  constructor(
    private readonly definitions: DefinitionsLua,
    private readonly instances: InstancesLua,
    private readonly elk: Elk,
  ) {}

  async ofDefinition(store: string, name: string, version: number, format: DiagramFormat): Promise<Verbatim> {
    const definition = valueOf(await this.definitions.readDefinition(store, name, version), workflowRefusals);
    return this.draw(definition, { ...definition, title: titleOf(definition) }, format);
  }

  async ofInstance(store: string, id: string, format: DiagramFormat): Promise<Verbatim> {
    const { definition, state, taken } = valueOf(
      await this.instances.traceInstance(store, id),
      workflowRefusals,
    );
    const title = `${id}: ${titleOf(definition)}, now ${state}`;
    const progress = progressOf(definition.initial, state, taken);
    return this.draw(definition, { ...definition, title, progress }, format);
  }

  private async draw(definition: KeptDefinition, picture: Picture, format: DiagramFormat): Promise<Verbatim> {
    if (format === 'mermaid') return new Verbatim('text/vnd.mermaid; charset=utf-8', drawMermaid(picture));
    return new Verbatim('image/svg+xml; charset=utf-8', drawSvg(picture, await this.layoutOf(definition)));
  }

  private layoutOf(definition: KeptDefinition): Promise<Layout> {
    const key = `${definition.initial} ${definition.packed}`;
    const layout = this.layouts.get(key) ?? layOut(definition, this.elk);
    // Set anew, the one that was asked for last is the last in line to go.
    this.layouts.delete(key);
    this.layouts.set(key, layout);
    layout.catch(() => this.layouts.delete(key));
    if (this.layouts.size > MOST_LAYOUTS) this.layouts.delete(this.layouts.keys().next().value!);
    return layout;
  }
}

function titleOf({ name, version }: KeptDefinition): string {
  return `${name} version ${version}`;
}
