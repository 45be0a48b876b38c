import { BatchAdjustment, Stock } from '../stock/dto/stock.dto';
import { InventoryResult } from '../stock/stock-answers';

/**
 * The units on hand as a dry run of an import leaves them. Each of its scripts writes nothing, so that the next one has
 * to be told of the SKUs that it shares with those before it.
 */
export class Trial {
  private readonly onHand = new Map<string, number>();

  /** Adjustments that bring the SKUs of a batch to where the batches before it leave them. */
  before(batch: readonly BatchAdjustment[]): BatchAdjustment[] {
    const skus = [...new Set(batch.map(({ sku }) => sku))].filter((sku) => this.onHand.has(sku));
    return skus.map((sku) => ({ sku, setTo: this.onHand.get(sku)!, reason: 'correction' }));
  }

  note(outcomes: readonly InventoryResult<Stock>[]): void {
    for (const outcome of outcomes) if (outcome.ok) this.onHand.set(outcome.value.sku, outcome.value.onHand);
  }
}
