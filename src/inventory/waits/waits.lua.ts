import { Injectable, OnModuleInit } from '@nestjs/common';
import { Page, readPage } from '../../platform/http';
import {
  internalOperation,
  isoTime,
  Operation,
  readRecord,
  ReplyValue,
  ScriptRunner,
  StoreCorruptedError,
  toResult,
} from '../../platform/redis';
import { decodeWait } from '../generated/wait-record';
import { InventoryResult } from '../stock/stock-answers';
import { Wait } from './dto/wait.dto';

export interface WaitRequest {
  id: string;
  /** The id of the reservation that it becomes. */
  reservation: string;
  sku: string;
  quantity: number;
  atLeast?: number;
  ownerId: string;
  holdSeconds: number;
  waitSeconds: number;
}

/** Which wait a change is meant for, and by whom. */
export interface WaitCall {
  operation: Operation;
  store: string;
  id: string;
}

/** Where a list begins in the index of waits, and which way it runs. */
export interface WaitList {
  prefix: string;
  order: 'asc' | 'desc';
}

/** Waits in the line of one SKU. */
const MOST_IN_LINE = 100_000;

/** The scripts of waits; each method is the script of the same name. */
@Injectable()
export class WaitsLua implements OnModuleInit {
  constructor(private readonly scripts: ScriptRunner) {}

  onModuleInit(): void {
    this.scripts.followMore((store) => this.runLines(store));
  }

  async wait(operation: Operation, store: string, request: WaitRequest): Promise<InventoryResult<Wait>> {
    const { id, reservation, sku, quantity, atLeast, ownerId, holdSeconds, waitSeconds } = request;
    const args = { id, reservation, sku, quantity, at_least: atLeast, owner: ownerId };
    const times = { hold_seconds: holdSeconds, wait_seconds: waitSeconds, most: MOST_IN_LINE };
    const call = { store, operation, args: { ...args, ...times } };
    return toResult(await this.scripts.run('inventory/wait', call), toWait);
  }

  async cancelWait({ operation, store, id }: WaitCall): Promise<InventoryResult<Wait>> {
    return toResult(
      await this.scripts.run('inventory/cancel-wait', { store, operation, args: { id } }),
      toWait,
    );
  }

  async readWait(store: string, id: string): Promise<InventoryResult<Wait>> {
    return toResult(await this.scripts.run('inventory/read-wait', { store, args: { id } }), toWait);
  }

  /** `nextCursor` is the last index member of the page. */
  async listWaits(
    store: string,
    list: WaitList,
    cursor: string,
    limit: number,
  ): Promise<InventoryResult<Page<Wait>>> {
    const reply = await this.scripts.run('inventory/list-waits', { store, args: { ...list, cursor, limit } });
    return toResult(reply, ([nextCursor, ...values]) => {
      const names = values.filter((_, i) => i % 3 === 0) as string[];
      const page = readPage(names, (_, i) => toWait(values.slice(3 * i, 3 * i + 3)));
      return { ...page, nextCursor: (nextCursor as string) || null };
    });
  }

  /** Runs the lines that another script left to be run on. */
  async runLines(store: string): Promise<void> {
    await this.scripts.run('inventory/run-lines', { store, operation: internalOperation('line') });
  }
}

function toWait(values: ReplyValue[]): Wait {
  const [id, record, position = ''] = values as [string, string, string?];
  if (record === '') throw new StoreCorruptedError(`the record of ${id} cannot be read`);
  return readRecord('waits', id, () => parseWait(id, record, position));
}

function parseWait(id: string, record: string, position: string): Wait {
  const { createdMs, expiresMs, endedMs, ...wait } = decodeWait(record);
  return {
    id,
    state: wait.state,
    position: position === '' ? null : Number(position),
    sku: wait.sku,
    quantity: wait.quantity,
    atLeast: wait.atLeast,
    ownerId: wait.owner,
    holdSeconds: wait.holdSeconds,
    createdAt: isoTime(createdMs),
    expiresAt: isoTime(expiresMs),
    ...(endedMs === 0 ? {} : { endedAt: isoTime(endedMs) }),
    ...(wait.granted === null ? {} : { reservationId: wait.reservation, granted: wait.granted }),
  };
}
