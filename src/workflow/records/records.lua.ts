import { Injectable } from '@nestjs/common';
import { Page, readRecords } from '../../platform/http';
import { intact, Operation, readRecord, Reply, ScriptRunner, toResult } from '../../platform/redis';
import { WorkflowResult } from '../definitions/definitions.lua';
import { decodeDocument } from '../generated/document-record';

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

/** A page of a list of records, with the last id of those before it. */
export interface RecordsWanted {
  prefix?: string;
  cursor?: string;
  limit: number;
}

export type RecordList = Page<KeptRecord & { id: string }>;

const LISTED_AT_ONCE = 500;

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

  /** Lists what older releases did not list first, page by page. */
  async listRecords(store: string, wanted: RecordsWanted): Promise<WorkflowResult<RecordList>> {
    for (;;) {
      const found = await this.listedRecords(store, wanted);
      if (!found.ok || found.value !== undefined) return found as WorkflowResult<RecordList>;
      for (let cursor = '0'; ;) {
        const args = { cursor, limit: LISTED_AT_ONCE };
        const { values } = await this.scripts.run('workflow/list-record-ids', { store, args });
        cursor = (values[0] as string | undefined) ?? '0';
        if (cursor === '0') break;
      }
    }
  }

  /** Undefined where records are not listed yet. */
  private async listedRecords(
    store: string,
    wanted: RecordsWanted,
  ): Promise<WorkflowResult<RecordList | undefined>> {
    const reply = await this.scripts.run('workflow/list-records', { store, args: { ...wanted } });
    return toResult(reply, ([isWhole, nextCursor, ...values]) => {
      if (isWhole === '0') return undefined;
      return { ...readRecords(values, toListed), nextCursor: (nextCursor as string) || null };
    });
  }

  async readRecord({ store, id }: RecordPlace): Promise<WorkflowResult<KeptRecord>> {
    const reply = await this.scripts.run('workflow/read-record', { store, args: { id } });
    return toResult(reply, ([version, json]) => ({ version: Number(version), json: json as string }));
  }
}

function toListed(id: string, record: string): KeptRecord & { id: string } {
  return readRecord('records', id, () => {
    const { version, json } = decodeDocument(record);
    intact(json.startsWith('{') && json.endsWith('}'));
    return { id, version, json };
  });
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
