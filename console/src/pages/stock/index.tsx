import { ImportPage } from './import';
import { StockList } from './list';
import { SkuPage } from './sku';

/** `/stock`, `/stock/<sku>` and `/stock/files/import`. */
export function StockPages({ parts: [first, second] }: { parts: string[] }) {
  if (first === 'files' && second === 'import') return <ImportPage />;
  return first ? <SkuPage sku={first} /> : <StockList />;
}
