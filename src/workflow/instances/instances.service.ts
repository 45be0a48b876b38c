import { Injectable } from '@nestjs/common';
import {
  decodeCursor,
  encodeCursor,
  Executed,
  invalid,
  JsonText,
  Page,
  HistoryQuery,
  historyWanted,
  valueOf,
  versioned,
} from '../../platform/http';
import { Operation, uuidv7 } from '../../platform/redis';
import { HistoryEntry, Instance, InstanceQuery, StartBody, Transition, TransitionBody } from './instance.dto';
import { InstancesLua } from './instances.lua';
import { workflowRefusals } from '../workflow.errors';

@Injectable()
export class InstancesService {
  constructor(private readonly lua: InstancesLua) {}

  async start(
    operation: Operation,
    store: string,
    body: StartBody,
    json: JsonText,
  ): Promise<Executed<Instance>> {
    const { id = uuidv7(), definition, version } = body;
    const request = { id, definition, version, data: dataOf(body, json) };
    return versioned(await this.lua.start(operation, store, request), workflowRefusals);
  }

  async transition(
    operation: Operation,
    place: { store: string; id: string },
    ifMatch: string,
    body: TransitionBody,
    json: JsonText,
  ): Promise<Executed<Transition>> {
    const { to, expectedState } = body;
    const request = { id: place.id, to, expectedState, ifMatch, data: dataOf(body, json) };
    return versioned(await this.lua.transition(operation, place.store, request), workflowRefusals);
  }

  async get(store: string, id: string): Promise<Executed<Instance>> {
    return versioned(await this.lua.readInstance(store, id), workflowRefusals);
  }

  async list(store: string, query: InstanceQuery): Promise<Page<Instance>> {
    const prefix = prefixOf(query);
    const cursor = decodeCursor(query.cursor, memberUnder(prefix));
    return withCursor(
      valueOf(await this.lua.listInstances(store, prefix, cursor, query.limit), workflowRefusals),
    );
  }

  async history(store: string, id: string, query: HistoryQuery): Promise<Page<HistoryEntry>> {
    return withCursor(valueOf(await this.lua.listHistory(store, id, historyWanted(query)), workflowRefusals));
  }
}

/** The data as it stands in the text of the body. */
function dataOf(body: { data?: unknown }, json: JsonText): string | undefined {
  return body.data === undefined ? undefined : json.members.get('data');
}

function prefixOf({ definition, state }: InstanceQuery): string {
  if (definition !== undefined) return state === undefined ? `d/${definition}` : `s/${definition}/${state}`;
  if (state === undefined) return 'a';
  throw invalid([{ pointer: '?state', detail: 'state may be given only with its definition' }]);
}

function memberUnder(prefix: string): RegExp {
  return new RegExp(`^${prefix.replace(/[.~]/g, '\\$&')}/\\d{13}/[\\w@.:~-]+$`);
}

function withCursor<T>(page: Page<T>): Page<T> {
  return { ...page, nextCursor: page.nextCursor && encodeCursor(page.nextCursor) };
}
