import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, Executed, executed, invalid, Page, valueOf } from '../../platform/http';
import { Operation, uuidv7 } from '../../platform/redis';
import { inventoryRefusals } from '../inventory.errors';
import { Wait, WaitBody, WaitQuery } from './dto/wait.dto';
import { WaitCall, WaitList, WaitsLua } from './waits.lua';

@Injectable()
export class WaitsService {
  constructor(private readonly lua: WaitsLua) {}

  async wait(operation: Operation, store: string, body: WaitBody): Promise<Executed<Wait>> {
    const { id = uuidv7(), ...wanted } = body;
    if (wanted.atLeast !== undefined && wanted.atLeast > wanted.quantity) {
      throw invalid([{ pointer: '/atLeast', detail: 'atLeast must be at most quantity' }]);
    }
    const request = { ...wanted, id, reservation: uuidv7() };
    return executed(await this.lua.wait(operation, store, request), inventoryRefusals);
  }

  async cancel(call: WaitCall): Promise<Executed<Wait>> {
    return executed(await this.lua.cancelWait(call), inventoryRefusals);
  }

  async get(store: string, id: string): Promise<Wait> {
    return valueOf(await this.lua.readWait(store, id), inventoryRefusals);
  }

  async list(store: string, query: WaitQuery): Promise<Page<Wait>> {
    const list = listOf(query);
    const cursor = decodeCursor(query.cursor, memberUnder(list.prefix));
    const page = valueOf(await this.lua.listWaits(store, list, cursor, query.limit), inventoryRefusals);
    return { ...page, nextCursor: page.nextCursor && encodeCursor(page.nextCursor) };
  }
}

/** Those of a SKU come in order of arrival, those of an owner newest first; all of them by SKU. */
function listOf({ sku, ownerId }: WaitQuery): WaitList {
  if (sku !== undefined && ownerId !== undefined) {
    throw invalid([{ pointer: '?ownerId', detail: 'at most one of sku and ownerId may be given' }]);
  }
  if (ownerId !== undefined) return { prefix: `o/${ownerId}`, order: 'desc' };
  return { prefix: sku === undefined ? 'k' : `k/${sku}`, order: 'asc' };
}

function memberUnder(prefix: string): RegExp {
  const escaped = prefix.replace(/[.~]/g, '\\$&');
  return new RegExp(`^${escaped}${prefix === 'k' ? '/[\\w@.:~-]+' : ''}/\\d{13}/[\\w@.:~-]+$`);
}
