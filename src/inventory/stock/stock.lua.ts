import { Injectable } from '@nestjs/common';
import { HistoryWanted, KeptHistory, Page, readPage, readHistory } from '../../platform/http';
import { Operation, ScriptArgs, ScriptRunner, toResult } from '../../platform/redis';
import { Movement } from './dto/movement.dto';
import { BatchAdjustment, Stock, StockPage } from './dto/stock.dto';
import { toMovement } from './movement-record';
import { InventoryResult, itemResult, stockOf, toAdjusted, toStock } from './stock-answers';

/** The scripts that read and change stock; each method is the script of the same name. */
@Injectable()
export class InventoryLua {
  constructor(private readonly scripts: ScriptRunner) {}

  async adjust(
    operation: Operation,
    store: string,
    request: BatchAdjustment,
  ): Promise<InventoryResult<Stock>> {
    const args = adjustmentArgs(request);
    const reply = await this.scripts.run('inventory/adjust', { store, operation, args });
    return toResult(reply, (values) => toAdjusted(request, values));
  }

  async setPolicy(
    operation: Operation,
    store: string,
    sku: string,
    policy: { safetyStock: number; lowStock: number | null },
  ): Promise<InventoryResult<Stock>> {
    const args = { sku, safety_stock: policy.safetyStock, low_stock: policy.lowStock ?? undefined };
    const reply = await this.scripts.run('inventory/set-policy', { store, operation, args });
    return toResult(reply, (values) => ({ ...toStock(values), ...policy }));
  }

  async adjustBatch(
    operation: Operation,
    store: string,
    requests: BatchAdjustment[],
  ): Promise<InventoryResult<InventoryResult<Stock>[]>> {
    const items = requests.map(adjustmentArgs);
    const reply = await this.scripts.run('inventory/adjust-batch', { store, operation, items });
    return toResult(reply, (items) =>
      items.map((item, i) => itemResult(item, (values) => toAdjusted(requests[i]!, values))),
    );
  }

  async readStock(store: string, sku: string): Promise<InventoryResult<Stock>> {
    return toResult(await this.scripts.run('inventory/read-stock', { store, args: { sku } }), toStock);
  }

  /** `nextCursor` is the last SKU that the page looked at. */
  async listStock(
    store: string,
    args: ScriptArgs['inventory/list-stock'],
  ): Promise<InventoryResult<Page<Stock>>> {
    const reply = await this.scripts.run('inventory/list-stock', { store, args });
    return toResult(reply, ([nextCursor, ...views]) => {
      // A SKU that cannot be read stands there alone.
      const page = readPage(views as string[], (view) => stockOf(view));
      return { ...page, nextCursor: (nextCursor as string) || null };
    });
  }

  /** In the order of the SKUs; those that were never stocked are missing. */
  async readStocks(store: string, skus: string[]): Promise<InventoryResult<StockPage>> {
    const call = { store, items: skus.map((sku) => ({ sku })) };
    return toResult(await this.scripts.run('inventory/read-stocks', call), (views) => {
      const page = readPage(views.filter((view) => view !== '') as string[], (view) => stockOf(view));
      return { ...page, nextCursor: null, missing: skus.filter((_, i) => views[i] === '') };
    });
  }

  /** Movements that Redis keeps; `nextCursor` is the last sequence of the page. */
  async listMovements(
    store: string,
    sku: string,
    { fromMs, toMs, ...wanted }: HistoryWanted,
  ): Promise<InventoryResult<KeptHistory<Movement>>> {
    const args = { sku, from_ms: fromMs, to_ms: toMs, ...wanted };
    const reply = await this.scripts.run('inventory/list-movements', { store, args });
    return toResult(reply, ([base, baseMs, ...values]) => ({
      ...{ base: Number(base), baseMs: Number(baseMs) },
      page: readHistory(wanted.order, values, (sequence, movement) =>
        toMovement(`${sku}/${sequence}`, movement),
      ),
    }));
  }
}

function adjustmentArgs(request: BatchAdjustment): ScriptArgs['inventory/adjust'] {
  const { sku, delta, setTo, reason, reference, expectedOnHand, evict } = request;
  const common = { sku, reason, reference, expected_on_hand: expectedOnHand, evict };
  return delta === undefined
    ? { ...common, mode: 'setTo', amount: setTo! }
    : { ...common, mode: 'delta', amount: delta };
}
