import { Injectable } from '@nestjs/common';
import {
  decodeCursor,
  encodeCursor,
  Executed,
  ID,
  invalid,
  JsonText,
  PrefixQuery,
  valueOf,
  Verbatim,
} from '../../platform/http';
import { Operation } from '../../platform/redis';
import { KeptRecord, Precondition, RecordPlace, RecordsLua } from './records.lua';
import { workflowRefusals } from '../workflow.errors';

const JSON_TYPE = 'application/json; charset=utf-8';

@Injectable()
export class RecordsService {
  constructor(private readonly lua: RecordsLua) {}

  async put(
    operation: Operation,
    place: RecordPlace,
    precondition: Precondition,
    json: JsonText,
  ): Promise<Executed<Verbatim>> {
    if (precondition.ifMatch !== '' && precondition.ifNoneMatch) {
      throw invalid([{ pointer: 'If-None-Match', detail: 'no record can match If-Match and not exist' }]);
    }
    const result = await this.lua.putRecord(operation, place, precondition, json.text);
    const record = valueOf(result, workflowRefusals);
    return shown(record, result.ok && result.replayed, record.created ? 201 : 200);
  }

  async patch(
    operation: Operation,
    place: RecordPlace,
    ifMatch: string,
    patch: JsonText,
  ): Promise<Executed<Verbatim>> {
    const result = await this.lua.patchRecord(operation, place, ifMatch, patch.text);
    return shown(valueOf(result, workflowRefusals), result.ok && result.replayed);
  }

  async delete(operation: Operation, place: RecordPlace, ifMatch: string): Promise<Executed<undefined>> {
    const result = await this.lua.deleteRecord(operation, place, ifMatch);
    return new Executed(valueOf(result, workflowRefusals), result.ok && result.replayed, 204);
  }

  async list(store: string, { prefix, cursor, limit }: PrefixQuery): Promise<Verbatim> {
    const wanted = { prefix, cursor: decodeCursor(cursor, ID) || undefined, limit };
    const page = valueOf(await this.lua.listRecords(store, wanted), workflowRefusals);
    const items = page.items.map(
      ({ id, version, json }) => `{"id":"${id}","version":${version},"data":${json}}`,
    );
    const { unreadable, nextCursor } = page;
    const rest = JSON.stringify({ nextCursor: nextCursor && encodeCursor(nextCursor), unreadable });
    return new Verbatim(JSON_TYPE, `{"items":[${items.join(',')}],${rest.slice(1)}`);
  }

  async get(place: RecordPlace): Promise<Executed<Verbatim>> {
    return shown(valueOf(await this.lua.readRecord(place), workflowRefusals), false);
  }
}

/** The text as it is kept: read and written again, `1.0` would become `1`, and names that are numbers would move. */
function shown({ json, version }: KeptRecord, replayed: boolean, status?: number): Executed<Verbatim> {
  return new Executed(new Verbatim(JSON_TYPE, json), replayed, status, version);
}
