import { SkuPage } from './sku';
import { StockList } from './list';

/** `/stock` and `/stock/<sku>`. */
export function StockPages({ parts: [sku] }: { parts: string[] }) {
  return sku ? <SkuPage sku={sku} /> : <StockList />;
}
