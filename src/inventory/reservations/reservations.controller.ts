import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Domain,
  Executed,
  INVALID_CURSOR,
  Mutation,
  OperationOf,
  Refuses,
  STORE_NOT_FOUND,
  StorePath,
} from '../../platform/http';
import { Operation } from '../../platform/redis';
import {
  ExtendBody,
  Reservation,
  ReservationBody,
  ReservationPage,
  ReservationPath,
  ReservationQuery,
} from './dto/reservation.dto';
import * as refusal from '../inventory.errors';
import { ReservationsService } from './reservations.service';

const ENDED = [refusal.RESERVATION_NOT_FOUND, refusal.RESERVATION_EXPIRED, refusal.INVALID_STATE];

@ApiTags('reservations')
@Domain('inventory')
@Controller('v1/stores/:store/inventory/reservations')
export class ReservationsController {
  constructor(private readonly reservations: ReservationsService) {}

  /**
   * Reserves units of one or more SKUs for a time, all lines or none.
   * @remarks A refusal names every obstacle: `skus` that are unknown, and `shortages` of the others.
   */
  @Post()
  @Mutation(
    201,
    Reservation,
    refusal.SKU_NOT_FOUND,
    refusal.INSUFFICIENT_STOCK,
    refusal.RESERVATION_ALREADY_EXISTS,
    refusal.CAP_EXCEEDED,
  )
  reserve(
    @Param() path: StorePath,
    @Body() body: ReservationBody,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Reservation>> {
    return this.reservations.reserve(operation, path.store, body);
  }

  /**
   * Lists reservations, by state, SKU or owner.
   * @remarks Active ones come soonest deadline first, others newest first. A page may have fewer items than its limit;
   * only `nextCursor` tells the end.
   */
  @Get()
  @Refuses(STORE_NOT_FOUND, INVALID_CURSOR)
  listReservations(@Param() path: StorePath, @Query() query: ReservationQuery): Promise<ReservationPage> {
    return this.reservations.list(path.store, query);
  }

  /** Reads a reservation. */
  @Get(':id')
  @Refuses(STORE_NOT_FOUND, refusal.RESERVATION_NOT_FOUND)
  getReservation(@Param() path: ReservationPath): Promise<Reservation> {
    return this.reservations.get(path.store, path.id);
  }

  /** Commits a reservation: its units become sold. */
  @Post(':id/commit')
  @Mutation(200, Reservation, ...ENDED, refusal.CAP_EXCEEDED)
  commitReservation(
    @Param() path: ReservationPath,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Reservation>> {
    return this.reservations.commit(operation, path.store, path.id);
  }

  /** Cancels a reservation and makes its units available again. */
  @Post(':id/cancel')
  @Mutation(200, Reservation, ...ENDED)
  cancelReservation(
    @Param() path: ReservationPath,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Reservation>> {
    return this.reservations.cancel(operation, path.store, path.id);
  }

  /** Extends a reservation: gives it a new deadline, counted from now. */
  @Post(':id/extend')
  @Mutation(200, Reservation, ...ENDED)
  extendReservation(
    @Param() path: ReservationPath,
    @Body() body: ExtendBody,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Reservation>> {
    return this.reservations.extend(operation, path.store, path.id, body.ttlSeconds);
  }
}
