import { Injectable } from '@nestjs/common';
import { Page } from '../../platform/http';
import {
  isoTime,
  Operation,
  readRecord,
  ReplyValue,
  Result,
  ScriptRunner,
  toResult,
} from '../../platform/redis';
import { packStates, unpackStates, WorkflowDefinition } from './definition';
import { DefinitionSummary, VersionPage } from './definition.dto';
import { WorkflowRefusal } from '../workflow.errors';

export type WorkflowResult<T> = Result<T, WorkflowRefusal>;

/** A version of a definition as it is kept. */
export interface KeptDefinition extends WorkflowDefinition {
  name: string;
  version: number;
  createdAt: string;
  /** The states as scripts read them: the same text for the same picture. */
  packed: string;
}

/** The scripts of definitions; each method is the script of the same name. */
@Injectable()
export class DefinitionsLua {
  constructor(private readonly scripts: ScriptRunner) {}

  async putDefinition(
    operation: Operation,
    store: string,
    place: { name: string; version: number },
    definition: WorkflowDefinition,
  ): Promise<WorkflowResult<{ definition: KeptDefinition; created: boolean }>> {
    const args = { ...place, initial: definition.initial, states: packStates(definition.states) };
    const reply = await this.scripts.run('workflow/put-definition', { store, operation, args });
    return toResult(reply, ([status, ...values]) => ({
      definition: toDefinition(values),
      created: status === 'created',
    }));
  }

  async readDefinition(
    store: string,
    name: string,
    version: number,
  ): Promise<WorkflowResult<KeptDefinition>> {
    const args = { name, version: String(version) };
    return toResult(await this.scripts.run('workflow/read-definition', { store, args }), toDefinition);
  }

  /** `nextCursor` is the last name of the page. */
  async listDefinitions(
    store: string,
    cursor: string,
    limit: number,
  ): Promise<WorkflowResult<Page<DefinitionSummary>>> {
    const reply = await this.scripts.run('workflow/list-definitions', { store, args: { cursor, limit } });
    return toResult(reply, ([more, ...values]) => {
      const items: DefinitionSummary[] = [];
      for (let i = 0; i < values.length; i += 2) {
        items.push({ name: values[i] as string, latestVersion: Number(values[i + 1]) });
      }
      return { items, nextCursor: more === '1' ? items.at(-1)!.name : null };
    });
  }

  /** `nextCursor` is the last version of the page. */
  async listDefinitionVersions(
    store: string,
    name: string,
    before: string,
    limit: number,
  ): Promise<WorkflowResult<VersionPage>> {
    const args = { name, before_version: before, limit };
    const reply = await this.scripts.run('workflow/list-definition-versions', { store, args });
    return toResult(reply, ([newest, more, ...values]) => {
      const items: VersionPage['items'] = [];
      for (let i = 0; i < values.length; i += 3) {
        const [version, createdMs, initial] = values.slice(i, i + 3) as [string, string, string];
        const createdAt = readRecord('definitions', `${name}/${version}`, () => isoTime(createdMs));
        items.push({ version: Number(version), initial, createdAt });
      }
      const nextCursor = more === '1' ? String(items.at(-1)!.version) : null;
      return { name, latestVersion: Number(newest), items, nextCursor };
    });
  }
}

/** Reads name, version, created_at_ms, initial, states. */
export function toDefinition(values: ReplyValue[]): KeptDefinition {
  const [name, version, createdMs, initial, packed] = values as [string, string, string, string, string];
  const states = unpackStates(packed);
  return { name, version: Number(version), createdAt: isoTime(createdMs), initial, states, packed };
}
