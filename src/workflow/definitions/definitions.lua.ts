import { Injectable } from '@nestjs/common';
import { Page, readPage, readRecords } from '../../platform/http';
import {
  isoTime,
  Operation,
  readRecord,
  ReplyValue,
  Result,
  ScriptRunner,
  StoreCorruptedError,
  toResult,
  wholeNumber,
} from '../../platform/redis';
import { packStates, unpackStates, WorkflowDefinition } from './definition';
import { DefinitionSummary, VersionPage, VersionSummary } from './definition.dto';
import { WorkflowRefusal } from '../workflow.errors';

export type WorkflowResult<T> = Result<T, WorkflowRefusal>;

/** A version of a definition, as it is kept. */
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
    const args = { name, version };
    return toResult(await this.scripts.run('workflow/read-definition', { store, args }), toDefinition);
  }

  /** `nextCursor` is the last name of the page. */
  async listDefinitions(
    store: string,
    cursor: string,
    limit: number,
  ): Promise<WorkflowResult<Page<DefinitionSummary>>> {
    const reply = await this.scripts.run('workflow/list-definitions', { store, args: { cursor, limit } });
    return toResult(reply, ([more, ...values]) => ({
      ...readRecords(values, (name, newest) => ({ name, latestVersion: versionOf(name, newest) })),
      nextCursor: more === '1' ? (values.at(-2) as string) : null,
    }));
  }

  /** `nextCursor` is the last version of the page. */
  async listDefinitionVersions(
    store: string,
    name: string,
    before: number | undefined,
    limit: number,
  ): Promise<WorkflowResult<VersionPage>> {
    const args = { name, before_version: before, limit };
    const reply = await this.scripts.run('workflow/list-definition-versions', { store, args });
    return toResult(reply, ([newest, more, ...values]) => {
      const versions = values.filter((_, i) => i % 3 === 0) as string[];
      const page = readPage(versions, (version, i) => {
        const [createdMs, initial] = values.slice(3 * i + 1, 3 * i + 3) as [string, string];
        return toSummary(name, version, createdMs, initial);
      });
      const nextCursor = more === '1' ? versions.at(-1)! : null;
      return { name, latestVersion: versionOf(name, newest as string), ...page, nextCursor };
    });
  }
}

function versionOf(name: string, text: string): number {
  return readRecord('definitions', name, () => wholeNumber(text));
}

/** `createdMs` is empty where the record is missing or unreadable. */
function toSummary(name: string, version: string, createdMs: string, initial: string): VersionSummary {
  const place = `${name}/${version}`;
  if (createdMs === '') throw new StoreCorruptedError(`the record of definition ${place} cannot be read`);
  const createdAt = readRecord('definitions', place, () => isoTime(createdMs));
  return { version: Number(version), initial, createdAt };
}

/** Reads name, version, created_at_ms, initial, states. */
export function toDefinition(values: ReplyValue[]): KeptDefinition {
  const [name, version, createdMs, initial, packed] = values as [string, string, string, string, string];
  const states = unpackStates(packed);
  return { name, version: Number(version), createdAt: isoTime(createdMs), initial, states, packed };
}
