import { To } from '../../parts/bits';
import { count } from '../../parts/money';

const SHOWN = 4;

/** A limit in units, or that there is none. */
export const limitOf = (limit: number | null): string => (limit === null ? 'no limit' : count(limit));

/** The SKUs of a campaign, as many as fit. */
export function Skus({ skus, most = SHOWN }: { skus: string[]; most?: number }) {
  return (
    <>
      {skus.slice(0, most).map((sku) => (
        <span key={sku} class="item">
          <To page="stock" id={sku} />
        </span>
      ))}
      {skus.length > most && <small>and {skus.length - most} more</small>}
    </>
  );
}
