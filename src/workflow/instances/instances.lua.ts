import { Injectable } from '@nestjs/common';
import { HistoryWanted, Page, readPage, readHistory } from '../../platform/http';
import {
  isoTime,
  Operation,
  readOperation,
  readRecord,
  ReplyValue,
  ScriptRunner,
  StoreCorruptedError,
  toResult,
} from '../../platform/redis';
import { KeptDefinition, toDefinition, WorkflowResult } from '../definitions/definitions.lua';
import { HistoryEntry, Instance, Transition } from './instance.dto';
import { decodeHistory } from '../generated/history-record';
import { statesOf } from '../workflow.errors';

export interface StartRequest {
  id: string;
  definition: string;
  /** Omit to start the newest. */
  version?: number;
  /** As JSON text. */
  data?: string;
}

export interface TransitionRequest {
  id: string;
  to: string;
  expectedState?: string;
  /** As src/platform/http/if-match.ts reads it. */
  ifMatch: string;
  /** As JSON text. */
  data?: string;
}

/** The way of an instance through its definition. */
export interface Trace {
  definition: KeptDefinition;
  state: string;
  /** Each transition that was made, once. */
  taken: [from: string, to: string][];
}

/** The scripts of instances; each method is the script of the same name. */
@Injectable()
export class InstancesLua {
  constructor(private readonly scripts: ScriptRunner) {}

  async start(operation: Operation, store: string, request: StartRequest): Promise<WorkflowResult<Instance>> {
    const { id, definition, version, data } = request;
    const args = { id, definition, definition_version: version, data };
    return toResult(await this.scripts.run('workflow/start', { store, operation, args }), toInstance);
  }

  async transition(
    operation: Operation,
    store: string,
    request: TransitionRequest,
  ): Promise<WorkflowResult<Transition>> {
    const { id, to, expectedState, ifMatch, data } = request;
    const args = { id, to, expected_state: expectedState, if_match: ifMatch, data };
    const reply = await this.scripts.run('workflow/transition', { store, operation, args });
    return toResult(reply, (values) => {
      const [, previousState, state, version, allowed] = values as [string, string, string, string, string];
      return { id, previousState, state, version: Number(version), allowedTransitions: statesOf(allowed) };
    });
  }

  async readInstance(store: string, id: string): Promise<WorkflowResult<Instance>> {
    return toResult(await this.scripts.run('workflow/read-instance', { store, args: { id } }), toInstance);
  }

  /** `nextCursor` is the last index member of the page. */
  async listInstances(
    store: string,
    prefix: string,
    cursor: string,
    limit: number,
  ): Promise<WorkflowResult<Page<Instance>>> {
    const reply = await this.scripts.run('workflow/list-instances', {
      store,
      args: { prefix, cursor, limit },
    });
    return toResult(reply, ([nextCursor, ...values]) => {
      const ids = values.filter((_, i) => i % 9 === 0) as string[];
      const page = readPage(ids, (id, i) => {
        const fields = values.slice(9 * i, 9 * i + 9);
        if (fields[1] === '') throw new StoreCorruptedError(`the record of instance ${id} cannot be read`);
        return toInstance(fields);
      });
      return { ...page, nextCursor: (nextCursor as string) || null };
    });
  }

  /** `nextCursor` is the last sequence of the page. */
  async listHistory(
    store: string,
    id: string,
    { fromMs, toMs, ...wanted }: HistoryWanted,
  ): Promise<WorkflowResult<Page<HistoryEntry>>> {
    const args = { id, from_ms: fromMs, to_ms: toMs, ...wanted };
    const reply = await this.scripts.run('workflow/list-history', { store, args });
    return toResult(reply, (values) =>
      readHistory(wanted.order, values, (sequence, json) => toEntry(id, sequence, json)),
    );
  }

  async traceInstance(store: string, id: string): Promise<WorkflowResult<Trace>> {
    const reply = await this.scripts.run('workflow/trace-instance', { store, args: { id } });
    return toResult(reply, ([state, ...values]) => {
      const taken: Trace['taken'] = [];
      for (let i = 5; i < values.length; i += 2) taken.push([values[i] as string, values[i + 1] as string]);
      return { state: state as string, definition: toDefinition(values.slice(0, 5)), taken };
    });
  }
}

function toInstance(values: ReplyValue[]): Instance {
  const [id, definition, definitionVersion, state, version, createdMs, updatedMs, allowed, data] =
    values as string[];
  return {
    id: id!,
    definition: definition!,
    definitionVersion: Number(definitionVersion),
    state: state!,
    data: readRecord('instances', id!, () => JSON.parse(data!) as Instance['data']),
    version: Number(version),
    allowedTransitions: statesOf(allowed!),
    createdAt: isoTime(createdMs),
    updatedAt: isoTime(updatedMs),
  };
}

function toEntry(id: string, sequence: number, json: string): HistoryEntry {
  return readRecord('history', `${id}/${sequence}`, () => {
    const { from, to, atMs, operation, data } = decodeHistory(json);
    return { sequence, from, to, data, ...readOperation(operation), at: isoTime(atMs) };
  });
}
