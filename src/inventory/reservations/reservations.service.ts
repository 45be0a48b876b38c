import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor, Executed, executed, invalid, Page, valueOf } from '../../platform/http';
import { Operation, uuidv7 } from '../../platform/redis';
import { Reservation, ReservationBody, ReservationQuery } from './dto/reservation.dto';
import { inventoryRefusals } from '../inventory.errors';
import { CommitBody, ExtendBody, GiveUpBody, LinesBody } from './dto/reservation-change.dto';
import { ReservationCall, ReservationList, ReservationsLua } from './reservations.lua';

const MAX_METADATA_CHARACTERS = 4096;

@Injectable()
export class ReservationsService {
  constructor(private readonly lua: ReservationsLua) {}

  async reserve(operation: Operation, store: string, body: ReservationBody): Promise<Executed<Reservation>> {
    const { id = uuidv7(), ttlSeconds, ownerId, lines } = body;
    const metadata = body.metadata && JSON.stringify(body.metadata);
    if (metadata && metadata.length > MAX_METADATA_CHARACTERS) {
      throw invalid([
        { pointer: '/metadata', detail: `metadata must be at most ${MAX_METADATA_CHARACTERS} characters` },
      ]);
    }
    const request = { id, ttlSeconds, ownerId, metadata, lines };
    return executed(await this.lua.reserve(operation, store, request), inventoryRefusals);
  }

  async commit(call: ReservationCall, body: CommitBody): Promise<Executed<Reservation>> {
    const { lines, remainder = 'release' } = body;
    return executed(await this.lua.commit(call, remainder, lines), inventoryRefusals);
  }

  async cancel(call: ReservationCall, { lines }: GiveUpBody): Promise<Executed<Reservation>> {
    return executed(await this.lua.cancel(call, lines), inventoryRefusals);
  }

  async extend(call: ReservationCall, { ttlSeconds }: ExtendBody): Promise<Executed<Reservation>> {
    return executed(await this.lua.extend(call, ttlSeconds), inventoryRefusals);
  }

  async setLines(call: ReservationCall, { lines }: LinesBody): Promise<Executed<Reservation>> {
    return executed(await this.lua.setLines(call, lines), inventoryRefusals);
  }

  async get(store: string, id: string): Promise<Reservation> {
    return valueOf(await this.lua.readReservation(store, id), inventoryRefusals);
  }

  async list(store: string, query: ReservationQuery): Promise<Page<Reservation>> {
    const list = listOf(query);
    const cursor = decodeCursor(query.cursor, memberUnder(list.prefix));
    const page = valueOf(
      await this.lua.listReservations(store, list, cursor, query.limit),
      inventoryRefusals,
    );
    return { ...page, nextCursor: page.nextCursor && encodeCursor(page.nextCursor) };
  }
}

/** Active holds come soonest deadline first; everything else newest first. */
function listOf({ state, sku, ownerId }: ReservationQuery): ReservationList {
  const given = Object.entries({ state, sku, ownerId }).filter(([, value]) => value !== undefined);
  if (given.length > 1) {
    const detail = 'at most one of state, sku and ownerId may be given';
    throw invalid(given.slice(1).map(([name]) => ({ pointer: `?${name}`, detail })));
  }
  if (sku !== undefined) return { prefix: `k/${sku}`, order: 'desc' };
  if (ownerId !== undefined) return { prefix: `o/${ownerId}`, order: 'desc' };
  if (state !== undefined) return { prefix: `s/${state}`, order: state === 'active' ? 'asc' : 'desc' };
  return { prefix: 's', order: 'asc' };
}

function memberUnder(prefix: string): RegExp {
  const escaped = prefix.replace(/[.~]/g, '\\$&');
  return new RegExp(`^${escaped}${prefix === 's' ? '/[a-z]+' : ''}/\\d{13}/[\\w@.:~-]+$`);
}
