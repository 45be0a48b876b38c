import { Injectable } from '@nestjs/common';
import { Operation, Reply, ScriptRunner, toResult } from '../../platform/redis';
import { WorkflowResult } from '../definitions/definitions.lua';

/** A record as it is kept. */
export interface KeptRecord {
  version: number;
  json: string;
}

/** The condition under which a record may be changed. */
export interface Precondition {
  /** As src/platform/http/if-match.ts reads it. */
  ifMatch: string;
  /** The record must not exist. */
  ifNoneMatch: boolean;
}

export interface RecordPlace {
  store: string;
  id: string;
}

/** The scripts of records; each method is the script of the same name. */
@Injectable()
export class RecordsLua {
  constructor(private readonly scripts: ScriptRunner) {}

  async putRecord(
    operation: Operation,
    { store, id }: RecordPlace,
    { ifMatch, ifNoneMatch }: Precondition,
    json: string,
  ): Promise<WorkflowResult<KeptRecord & { created: boolean }>> {
    const args = { id, if_match: ifMatch, must_be_new: ifNoneMatch, document: json };
    return toChanged(await this.scripts.run('workflow/put-record', { store, operation, args }));
  }

  async patchRecord(
    operation: Operation,
    { store, id }: RecordPlace,
    ifMatch: string,
    patch: string,
  ): Promise<WorkflowResult<KeptRecord>> {
    const args = { id, if_match: ifMatch, patch };
    return toChanged(await this.scripts.run('workflow/patch-record', { store, operation, args }));
  }

  async deleteRecord(
    operation: Operation,
    { store, id }: RecordPlace,
    ifMatch: string,
  ): Promise<WorkflowResult<undefined>> {
    const args = { id, if_match: ifMatch };
    return toResult(
      await this.scripts.run('workflow/delete-record', { store, operation, args }),
      () => undefined,
    );
  }

  async readRecord({ store, id }: RecordPlace): Promise<WorkflowResult<KeptRecord>> {
    const reply = await this.scripts.run('workflow/read-record', { store, args: { id } });
    return toResult(reply, ([version, json]) => ({ version: Number(version), json: json as string }));
  }
}

function toChanged(
  reply: Reply<'workflow/put-record' | 'workflow/patch-record'>,
): WorkflowResult<KeptRecord & { created: boolean }> {
  return toResult(reply, ([status, version, json]) => ({
    version: Number(version),
    json: json as string,
    created: status === 'created',
  }));
}
