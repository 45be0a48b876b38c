import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  Change,
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
import { CommitBody, ExtendBody, GiveUpBody, LinesBody } from './dto/reservation-change.dto';
import {
  Reservation,
  ReservationBody,
  ReservationPage,
  ReservationPath,
  ReservationQuery,
} from './dto/reservation.dto';
import { SALE } from '../campaigns/campaigns.errors';
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
    ...SALE,
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

  /**
   * Gives a reservation other lines: more units of some SKUs and fewer of others in one step, or nothing.
   * @remarks `available` of a shortage counts the units that the reservation keeps back. The reservation of a cart has
   * the lines of the cart: change those.
   */
  @Put(':id/lines')
  @Change(
    Reservation,
    ...ENDED,
    refusal.SKU_NOT_FOUND,
    ...SALE,
    refusal.INSUFFICIENT_STOCK,
    refusal.CAP_EXCEEDED,
  )
  setReservationLines(
    @Param() path: ReservationPath,
    @Body() body: LinesBody,
    @OperationOf('optional') operation: Operation,
  ): Promise<Executed<Reservation>> {
    return this.reservations.setLines({ operation, ...path }, body);
  }

  /**
   * Commits a reservation, or a part of it: its units become sold.
   * @remarks Once all of it is committed or released, the reservation has ended, and is `committed`.
   */
  @Post(':id/commit')
  @Mutation(200, Reservation, ...ENDED, refusal.QUANTITY_EXCEEDED, refusal.CAP_EXCEEDED)
  commitReservation(
    @Param() path: ReservationPath,
    @Body() body: CommitBody,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Reservation>> {
    return this.reservations.commit({ operation, ...path }, body);
  }

  /** Cancels a reservation, or a part of it, and makes its units available again. */
  @Post(':id/cancel')
  @Mutation(200, Reservation, ...ENDED, refusal.QUANTITY_EXCEEDED, refusal.CAP_EXCEEDED)
  cancelReservation(
    @Param() path: ReservationPath,
    @Body() body: GiveUpBody,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Reservation>> {
    return this.reservations.cancel({ operation, ...path }, body);
  }

  /** Extends a reservation: gives it a new deadline, counted from now, but never an earlier one. */
  @Post(':id/extend')
  @Mutation(200, Reservation, ...ENDED)
  extendReservation(
    @Param() path: ReservationPath,
    @Body() body: ExtendBody,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Reservation>> {
    return this.reservations.extend({ operation, ...path }, body);
  }
}
