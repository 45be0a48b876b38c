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
import { InventoryResult } from '../stock/stock-answers';

export interface ReserveRequest {
  id: string;
  /** The store's default where it is left out. */
  ttlSeconds?: number;
  ownerId?: string;
  /** As JSON text. */
  metadata?: string;
  lines: Line[];
}

/** Which reservation a change is meant for, and by whom. */
export interface ReservationCall {
  operation: Operation;
  store: string;
  id: string;
}

export type ReservationResult = InventoryResult<Reservation>;

/** Where a list begins in the reservation index, and which way it runs. */
export interface ReservationList {
  prefix: string;
  order: 'asc' | 'desc';
}

/** The scripts that change or end a reservation. */
type ChangeScript = `inventory/${'commit' | 'cancel' | 'extend' | 'set-lines'}`;

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

  /** Omit the lines to commit all of it. */
  commit(call: ReservationCall, remainder: 'release' | 'keep', lines?: Line[]): Promise<ReservationResult> {
    return this.change('inventory/commit', call, { id: call.id, remainder }, lines);
  }

  /** Omit the lines to cancel all of it. */
  cancel(call: ReservationCall, lines?: Line[]): Promise<ReservationResult> {
    return this.change('inventory/cancel', call, { id: call.id }, lines);
  }

  extend(call: ReservationCall, ttlSeconds: number): Promise<ReservationResult> {
    return this.change('inventory/extend', call, { id: call.id, ttl_seconds: ttlSeconds });
  }

  setLines(call: ReservationCall, lines: Line[]): Promise<ReservationResult> {
    return this.change('inventory/set-lines', call, { id: call.id }, lines);
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

  private async change<N extends ChangeScript>(
    script: N,
    { operation, store, id }: ReservationCall,
    args: ScriptArgs[N],
    items?: Line[],
  ): Promise<ReservationResult> {
    const call = { store, operation, ids: { hold: id }, args, items } as ScriptCall<N>;
    const reply: Reply<ChangeScript> = await this.scripts.run(script, call);
    return toResult(reply, toReservation);
  }
}

function toReservation(values: ReplyValue[]): Reservation {
  const [id, record] = values as [string, string];
  return readRecord('reservations', id, () => parseReservation(id, record));
}

function parseReservation(id: string, record: string): Reservation {
  const { state, lines, committed, owner, createdMs, expiresMs, endedMs, reason, cart, wait, metadata } =
    decodeReservation(record);
  return {
    id,
    state,
    lines,
    ...(committed === null ? {} : { committed }),
    ownerId: owner,
    createdAt: isoTime(createdMs),
    expiresAt: isoTime(expiresMs),
    ...(endedMs === 0 ? {} : { endedAt: isoTime(endedMs) }),
    ...(reason === null ? {} : { reason: reason as 'evicted' }),
    ...(cart === null ? {} : { cartId: cart }),
    ...(wait === null ? {} : { waitId: wait }),
    ...(metadata === null ? {} : { metadata: JSON.parse(metadata) as Record<string, unknown> }),
  };
}
