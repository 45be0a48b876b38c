import { Executed, obstaclesOf, valueOf } from '../../platform/http';
import { inventoryRefusals } from '../inventory.errors';
import { BatchResult, BatchResults } from './dto/stock.dto';
import { InventoryResult } from './stock-answers';

/** Each item with the status and body that the single call would have had. */
export function batch<T>(result: InventoryResult<InventoryResult<T>[]>): Executed<BatchResults> {
  const items = valueOf(result, inventoryRefusals);
  const results = items.map((item): BatchResult => {
    if (item.ok) return { status: 201, body: item.value as Record<string, unknown> };
    const problem = obstaclesOf(item.code, item.values, inventoryRefusals);
    return { status: problem.kind.status, body: problem.body() };
  });
  return new Executed({ results }, result.ok && result.replayed);
}
