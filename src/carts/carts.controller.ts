import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CAP_EXCEEDED,
  Change,
  Domain,
  Executed,
  IfMatch,
  INVALID_CURSOR,
  Mutation,
  OperationOf,
  PrefixQuery,
  Refuses,
  STORE_NOT_FOUND,
  StorePath,
  TakesIfMatch,
  VERSION_MISMATCH,
  Versioned,
} from '../platform/http';
import { INSUFFICIENT_STOCK, SALE, SKU_NOT_FOUND } from '../inventory';
import { Operation } from '../platform/redis';
import { CART_EMPTY, CART_FULL, LINE_NOT_FOUND } from './carts.errors';
import { CartsService } from './carts.service';
import {
  AddLineBody,
  Cart,
  CartLinePath,
  CartPage,
  CartPath,
  HoldBody,
  MergeBody,
  RemovalBody,
  SetLineBody,
} from './dto/cart.dto';

const LINE = [VERSION_MISMATCH, SKU_NOT_FOUND, ...SALE, INSUFFICIENT_STOCK, CART_FULL, CAP_EXCEEDED];

@ApiTags('carts')
@Domain('carts')
@Controller('v1/stores/:store/carts')
export class CartsController {
  constructor(private readonly carts: CartsService) {}

  /**
   * Lists the carts that have lines, by id, all or those whose ids begin alike; with what they have, not what that costs.
   * @remarks A cart of release 1.0.0 is listed once it has changed. A page may have fewer carts than `limit` and still a
   * `nextCursor`.
   */
  @Get()
  @Refuses(STORE_NOT_FOUND, INVALID_CURSOR)
  listCarts(@Param() path: StorePath, @Query() query: PrefixQuery): Promise<CartPage> {
    return this.carts.list(path.store, query);
  }

  /** Reads a cart with its prices, totals and availability; one that does not exist reads as empty. */
  @Get(':id')
  @Versioned(Cart)
  @Refuses(STORE_NOT_FOUND)
  getCart(@Param() path: CartPath): Promise<Executed<Cart>> {
    return this.carts.get(path.store, path.id);
  }

  /** Adds units of a SKU; refused where the cart would exceed the available units. */
  @Post(':id/lines')
  @TakesIfMatch()
  @Mutation(200, Cart, ...LINE)
  addCartLine(
    @Param() path: CartPath,
    @Body() body: AddLineBody,
    @IfMatch() ifMatch: string,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Cart>> {
    return this.carts.addLine({ ifMatch, operation, ...path }, body);
  }

  /** Sets the quantity of a SKU in the cart, up to the available units; 0 removes the line. */
  @Put(':id/lines/:sku')
  @TakesIfMatch()
  @Change(Cart, ...LINE)
  setCartLine(
    @Param() path: CartLinePath,
    @Body() body: SetLineBody,
    @IfMatch() ifMatch: string,
    @OperationOf('optional') operation: Operation,
  ): Promise<Executed<Cart>> {
    return this.carts.setLine({ ifMatch, operation, ...path }, path.sku, body.quantity);
  }

  /** Takes units of a SKU off the cart; the line is removed with its last unit. */
  @Post(':id/lines/:sku/removals')
  @TakesIfMatch()
  @Mutation(200, Cart, VERSION_MISMATCH, LINE_NOT_FOUND)
  removeCartUnits(
    @Param() path: CartLinePath,
    @Body() body: RemovalBody,
    @IfMatch() ifMatch: string,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Cart>> {
    return this.carts.removeUnits({ ifMatch, operation, ...path }, path.sku, body.quantity);
  }

  /** Removes a line. */
  @Delete(':id/lines/:sku')
  @TakesIfMatch()
  @Change(Cart, VERSION_MISMATCH, LINE_NOT_FOUND)
  removeCartLine(
    @Param() path: CartLinePath,
    @IfMatch() ifMatch: string,
    @OperationOf('optional') operation: Operation,
  ): Promise<Executed<Cart>> {
    return this.carts.removeLine({ ifMatch, operation, ...path }, path.sku);
  }

  /** Removes all lines, and gives the units back that are kept back for it; clearing an empty cart changes nothing. */
  @Delete(':id')
  @TakesIfMatch()
  @Change(Cart, VERSION_MISMATCH)
  clearCart(
    @Param() path: CartPath,
    @IfMatch() ifMatch: string,
    @OperationOf('optional') operation: Operation,
  ): Promise<Executed<Cart>> {
    return this.carts.clear({ ifMatch, operation, ...path });
  }

  /**
   * Holds the cart: keeps its units back for a time, all lines or none, and its prices as they are.
   * @remarks The units are those of one reservation with the lines of the cart. A line that changes takes more, or gives
   * some back, in the same step; clearing the cart gives all back, and so does its own expiry. Checkout takes the units
   * that are kept back first. A cart that is held already is held anew, with another reservation.
   */
  @Post(':id/hold')
  @TakesIfMatch()
  @Mutation(200, Cart, VERSION_MISMATCH, CART_EMPTY, SKU_NOT_FOUND, ...SALE, INSUFFICIENT_STOCK)
  holdCart(
    @Param() path: CartPath,
    @Body() body: HoldBody,
    @IfMatch() ifMatch: string,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Cart>> {
    return this.carts.hold({ ifMatch, operation, ...path }, body);
  }

  /**
   * Moves the lines of another cart into this one.
   * @remarks A cart that does not exist counts as empty, as in *readCart*: a guest may never have had one.
   * No sign-in should fail: availability is not checked, the answer says which lines are short, and checkout decides.
   * Lines that this cart has no room for stay in the other, and are named in `left`. Where this cart is held, it is held
   * anew with its new lines; where only the other is, this one takes that over; and where that is more than is
   * available, it is held no longer. `If-Match` is about this cart.
   */
  @Post(':id/merge')
  @TakesIfMatch()
  @Mutation(200, Cart, VERSION_MISMATCH, CAP_EXCEEDED)
  mergeCarts(
    @Param() path: CartPath,
    @Body() body: MergeBody,
    @IfMatch() ifMatch: string,
    @OperationOf() operation: Operation,
  ): Promise<Executed<Cart>> {
    return this.carts.merge({ ifMatch, operation, ...path }, body);
  }
}
