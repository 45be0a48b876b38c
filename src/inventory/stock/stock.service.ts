import { Injectable } from '@nestjs/common';
import {
  decodeCursor,
  historyWanted,
  encodeCursor,
  Executed,
  executed,
  ID,
  invalid,
  Page,
  pageThrough,
  requireOnePosition,
  valueOf,
} from '../../platform/http';
import { Operation } from '../../platform/redis';
import { Movement, MovementQuery } from './dto/movement.dto';
import {
  AdjustmentBatchBody,
  AdjustmentBody,
  BatchResults,
  PolicyBody,
  Stock,
  StockPage,
} from './dto/stock.dto';
import { StockQuery } from './dto/stock-list.dto';
import { inventoryRefusals } from '../inventory.errors';
import { EarlierMovements } from './earlier-movements';
import { toMovement } from './movement-record';
import { InventoryLua } from './stock.lua';
import { batch } from './batch';

@Injectable()
export class InventoryService {
  constructor(
    private readonly lua: InventoryLua,
    private readonly earlier: EarlierMovements,
  ) {}

  async adjust(
    operation: Operation,
    store: string,
    sku: string,
    body: AdjustmentBody,
  ): Promise<Executed<Stock>> {
    requireCount([body], () => '/evict');
    return executed(await this.lua.adjust(operation, store, { sku, ...body }), inventoryRefusals);
  }

  async setPolicy(
    operation: Operation,
    store: string,
    sku: string,
    { safetyStock = 0, lowStock = null }: PolicyBody,
  ): Promise<Executed<Stock>> {
    const policy = { safetyStock, lowStock };
    return executed(await this.lua.setPolicy(operation, store, sku, policy), inventoryRefusals);
  }

  async adjustBatch(
    operation: Operation,
    store: string,
    body: AdjustmentBatchBody,
  ): Promise<Executed<BatchResults>> {
    requireCount(body.items, (i) => `/items/${i}/evict`);
    return batch(await this.lua.adjustBatch(operation, store, body.items));
  }

  async getStock(store: string, sku: string): Promise<Stock> {
    return valueOf(await this.lua.readStock(store, sku), inventoryRefusals);
  }

  async listStock(store: string, query: StockQuery): Promise<StockPage> {
    const { limit, prefix, availableBelow: below } = query;
    if (query.sku !== undefined) return this.namedStock(store, query.sku, query);
    const cursor = decodeCursor(query.cursor, ID);
    const found = await this.lua.listStock(store, { cursor, limit, prefix, below });
    return withCursor(valueOf(found, inventoryRefusals));
  }

  private async namedStock(store: string, list: string, query: StockQuery): Promise<StockPage> {
    const others = (['cursor', 'prefix', 'availableBelow'] as const).filter(
      (name) => query[name] !== undefined,
    );
    if (others.length > 0)
      throw invalid(others.map((name) => ({ pointer: `?${name}`, detail: 'goes with no SKUs by name' })));
    const skus = [...new Set(list.split(','))];
    return valueOf(await this.lua.readStocks(store, skus), inventoryRefusals);
  }

  async listMovements(store: string, sku: string, query: MovementQuery): Promise<Page<Movement>> {
    requireOnePosition(query);
    const page = await pageThrough<Movement>(historyWanted(query, query.after), {
      kept: async (wanted) => valueOf(await this.lua.listMovements(store, sku, wanted), inventoryRefusals),
      earlier: async (wanted) => {
        const found = await this.earlier.movements(store, sku, wanted);
        return found.map(([sequence, record]) => toMovement(`${sku}/${sequence}`, record));
      },
    });
    return withCursor(page);
  }
}

/** Reservations end for a count alone. */
function requireCount(bodies: AdjustmentBody[], pointerOf: (i: number) => string): void {
  const wrong = bodies.flatMap(({ evict, setTo }, i) =>
    evict !== undefined && setTo === undefined
      ? [{ pointer: pointerOf(i), detail: 'evict goes with setTo' }]
      : [],
  );
  if (wrong.length > 0) throw invalid(wrong);
}

function withCursor<T>(page: Page<T>): Page<T> {
  return { ...page, nextCursor: page.nextCursor && encodeCursor(page.nextCursor) };
}
