import { Injectable } from '@nestjs/common';
import {
  decodeCursor,
  encodeCursor,
  Executed,
  JsonText,
  Page,
  PageQuery,
  Problem,
  valueOf,
} from '../../platform/http';
import { Operation } from '../../platform/redis';
import { StoresService } from '../../stores';
import { NAME } from './definition';
import { checkDefinition } from './definition-check';
import { DefinitionsLua, KeptDefinition } from './definitions.lua';
import { Definition, DefinitionSummary, State, ValidationReport, VersionPage } from './definition.dto';
import { DEFINITION_INVALID, workflowRefusals } from '../workflow.errors';

@Injectable()
export class DefinitionsService {
  constructor(
    private readonly lua: DefinitionsLua,
    private readonly stores: StoresService,
  ) {}

  async validate(store: string, json: JsonText): Promise<ValidationReport> {
    await this.stores.get(store);
    const { findings } = checkDefinition(JSON.parse(json.text));
    return { valid: findings.valid, diagnostics: findings.list };
  }

  async put(
    operation: Operation,
    store: string,
    place: { name: string; version: number },
    json: JsonText,
  ): Promise<Executed<Definition>> {
    const { definition, findings } = checkDefinition(JSON.parse(json.text));
    if (!findings.valid) {
      const { path, message } = findings.list.find(({ severity }) => severity === 'error')!;
      throw new Problem(DEFINITION_INVALID, `${path}: ${message}`, { diagnostics: findings.list });
    }
    const result = await this.lua.putDefinition(operation, store, place, definition);
    const { definition: kept, created } = valueOf(result, workflowRefusals);
    return new Executed(shown(kept), result.ok && result.replayed, created ? 201 : 200);
  }

  async get(store: string, name: string, version: number): Promise<Definition> {
    return shown(valueOf(await this.lua.readDefinition(store, name, version), workflowRefusals));
  }

  async list(store: string, query: PageQuery): Promise<Page<DefinitionSummary>> {
    const cursor = decodeCursor(query.cursor, NAME);
    return withCursor(valueOf(await this.lua.listDefinitions(store, cursor, query.limit), workflowRefusals));
  }

  async listVersions(store: string, name: string, query: PageQuery): Promise<VersionPage> {
    const before = decodeCursor(query.cursor, /^[1-9]\d{0,8}$/);
    const page = await this.lua.listDefinitionVersions(store, name, Number(before) || undefined, query.limit);
    return withCursor(valueOf(page, workflowRefusals));
  }
}

function shown({ name, version, initial, states, createdAt }: KeptDefinition): Definition {
  const described = [...states].map(([state, { transitions, final }]): [string, State] => [
    state,
    final ? { final } : { transitions },
  ]);
  // fromEntries defines members and assigns none: `__proto__` becomes a member like any other.
  return { name, version, initial, states: Object.fromEntries(described), createdAt };
}

function withCursor<P extends { nextCursor: string | null }>(page: P): P {
  return { ...page, nextCursor: page.nextCursor && encodeCursor(page.nextCursor) };
}
