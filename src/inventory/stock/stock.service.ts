import { Injectable } from '@nestjs/common';
import {
  decodeCursor,
  historyWanted,
  encodeCursor,
  Executed,
  executed,
  ID,
  invalid,
  obstaclesOf,
  Page,
  pageThrough,
  requireOnePosition,
  valueOf,
} from '../../platform/http';
import { Operation, uuidv7 } from '../../platform/redis';
import { Movement, MovementQuery } from './dto/movement.dto';
import {
  BatchDeduction,
  Deduction,
  DeductionBatchBody,
  DeductionBody,
  DeductionPath,
  ReversalBody,
} from './dto/deduction.dto';
import {
  AdjustmentBatchBody,
  AdjustmentBody,
  BatchResult,
  BatchResults,
  PolicyBody,
  Stock,
  StockPage,
} from './dto/stock.dto';
import { StockQuery } from './dto/stock-list.dto';
import { inventoryRefusals } from '../inventory.errors';
import { EarlierMovements } from './earlier-movements';
import { toMovement } from './movement-record';
import { deductionOf, InventoryResult } from './stock-answers';
import { DeductionRequest, InventoryLua } from './stock.lua';

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
    return executed(await this.lua.adjust(operation, store, { ...body, sku }), inventoryRefusals);
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

  async deduct(
    operation: Operation,
    store: string,
    sku: string,
    body: DeductionBody,
  ): Promise<Executed<Deduction>> {
    const request = requestOf({ ...body, sku });
    return executed(await this.lua.deduct(operation, store, request), inventoryRefusals);
  }

  async deductBatch(
    operation: Operation,
    store: string,
    body: DeductionBatchBody,
  ): Promise<Executed<BatchResults>> {
    return batch(await this.lua.deductBatch(operation, store, body.items.map(requestOf)));
  }

  async reverseDeduction(
    operation: Operation,
    { store, sku, id }: DeductionPath,
    { quantity, id: reversalId }: ReversalBody,
  ): Promise<Executed<Deduction>> {
    const request = { id, sku, quantity, reversalId };
    return executed(await this.lua.reverseDeduction(operation, store, request), inventoryRefusals);
  }

  async getDeduction(store: string, sku: string, id: string): Promise<Deduction> {
    const values = valueOf(await this.lua.readDeduction(store, sku, id), inventoryRefusals);
    const [field, movement, reversalField, reversal] = values as [string, string, string, string];
    const gone = [movement === '' ? field : '', reversal === '' ? reversalField : ''].filter(
      (text) => text !== '',
    );
    const archived = await this.earlier.movementsIn(store, gone);
    const all = [field, movement || (archived.get(field) ?? '')];
    const back = [reversalField, reversal || (archived.get(reversalField) ?? '')];
    return deductionOf(id, sku, [...all, ...back, ...values.slice(4)]);
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

function requestOf(body: BatchDeduction): DeductionRequest {
  const { id = uuidv7(), sku, quantity, reference, ownerId: owner } = body;
  return { id, sku, quantity, reference, owner };
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

/** Each item with the status and body that the single call would have had. */
function batch<T>(result: InventoryResult<InventoryResult<T>[]>): Executed<BatchResults> {
  const items = valueOf(result, inventoryRefusals);
  const results = items.map((item): BatchResult => {
    if (item.ok) return { status: 201, body: item.value as Record<string, unknown> };
    const problem = obstaclesOf(item.code, item.values, inventoryRefusals);
    return { status: problem.kind.status, body: problem.body() };
  });
  return new Executed({ results }, result.ok && result.replayed);
}

function withCursor<T>(page: Page<T>): Page<T> {
  return { ...page, nextCursor: page.nextCursor && encodeCursor(page.nextCursor) };
}
