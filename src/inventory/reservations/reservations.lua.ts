import { Injectable } from '@nestjs/common';
import { Page, readRecords } from '../../platform/http';
import {
  isoTime,
  Operation,
  readRecord,
  Reply,
  ReplyValue,
  ScriptArgs,
  ScriptCall,
  ScriptRunner,
  toResult,
} from '../../platform/redis';
import { Line, Reservation } from './dto/reservation.dto';
import { decodeReservation } from '../generated/reservation-record';
import { InventoryResult } from '../stock/stock.lua';

export interface ReserveRequest {
  id: string;
  ttlSeconds: number;
  ownerId?: string;
  /** As JSON text. */
  metadata?: string;
  lines: Line[];
}

/** Where a list begins in the reservation index, and which way it runs. */
export interface ReservationList {
  prefix: string;
  order: 'asc' | 'desc';
}

/** The scripts that end a reservation, or give it a new deadline. */
type EndScript = `inventory/${'commit' | 'cancel' | 'extend'}`;

/** The scripts of reservations; each method is the script of the same name. */
@Injectable()
export class ReservationsLua {
  constructor(private readonly scripts: ScriptRunner) {}

  async reserve(
    operation: Operation,
    store: string,
    request: ReserveRequest,
  ): Promise<InventoryResult<Reservation>> {
    const { id, ttlSeconds, ownerId, metadata, lines } = request;
    const args = { id, ttl_seconds: ttlSeconds, owner: ownerId, metadata };
    const reply = await this.scripts.run('inventory/reserve', {
      store,
      operation,
      ids: { hold: id },
      args,
      items: lines,
    });
    return toResult(reply, toReservation);
  }

  commit(operation: Operation, store: string, id: string): Promise<InventoryResult<Reservation>> {
    return this.end('inventory/commit', operation, store, { id });
  }

  cancel(operation: Operation, store: string, id: string): Promise<InventoryResult<Reservation>> {
    return this.end('inventory/cancel', operation, store, { id });
  }

  extend(
    operation: Operation,
    store: string,
    id: string,
    ttlSeconds: number,
  ): Promise<InventoryResult<Reservation>> {
    return this.end('inventory/extend', operation, store, { id, ttl_seconds: ttlSeconds });
  }

  async readReservation(store: string, id: string): Promise<InventoryResult<Reservation>> {
    const reply = await this.scripts.run('inventory/read-reservation', {
      store,
      ids: { hold: id },
      args: { id },
    });
    return toResult(reply, toReservation);
  }

  /** `nextCursor` is the last index member of the page. */
  async listReservations(
    store: string,
    list: ReservationList,
    cursor: string,
    limit: number,
  ): Promise<InventoryResult<Page<Reservation>>> {
    const reply = await this.scripts.run('inventory/list-reservations', {
      store,
      args: { ...list, cursor, limit },
    });
    return toResult(reply, ([nextCursor, ...values]) => {
      const page = readRecords(values, (id, record) => toReservation([id, record]));
      return { ...page, nextCursor: (nextCursor as string) || null };
    });
  }

  private async end<N extends EndScript>(
    script: N,
    operation: Operation,
    store: string,
    args: ScriptArgs[N],
  ): Promise<InventoryResult<Reservation>> {
    const call = { store, operation, ids: { hold: args.id }, args } as ScriptCall<N>;
    const reply: Reply<EndScript> = await this.scripts.run(script, call);
    return toResult(reply, toReservation);
  }
}

function toReservation(values: ReplyValue[]): Reservation {
  const [id, record] = values as [string, string];
  return readRecord('reservations', id, () => parseReservation(id, record));
}

function parseReservation(id: string, record: string): Reservation {
  const { state, lines, owner, createdMs, expiresMs, endedMs, metadata } = decodeReservation(record);
  return {
    id,
    state,
    lines,
    ownerId: owner,
    createdAt: isoTime(createdMs),
    expiresAt: isoTime(expiresMs),
    ...(endedMs === 0 ? {} : { endedAt: isoTime(endedMs) }),
    ...(metadata === null ? {} : { metadata: JSON.parse(metadata) as Record<string, unknown> }),
  };
}
