import type { Schemas } from '@countinghouse/client';
import { State, To } from '../../parts/bits';
import { count } from '../../parts/money';
import { Failure } from '../../parts/refusal';
import { Table } from '../../parts/table';
import { Time } from '../../parts/time';
import { readPages, useEffectsOf, useLoad } from '../../parts/use-load';
import { limitOf } from '../campaigns/numbers';

/** A store has few campaigns, so that those of a SKU are looked for among all, up to this many pages. */
const MOST_PAGES = 5;

/** Campaigns that a SKU is in; nothing is shown of none. */
export function Campaigns({ sku, heard }: { sku: string; heard: number }) {
  const changed = useEffectsOf('campaign.');
  const { data, error } = useLoad((signal) => campaignsOf(sku, signal), [sku, heard, changed]);
  if (error) return <Failure error={error} />;
  if (!data || data.length === 0) return null;
  return (
    <section class="card" aria-labelledby="campaigns">
      <h2 id="campaigns">Campaigns</h2>
      <Table
        caption={`Campaigns of ${sku}`}
        rows={data}
        keyOf={({ id }) => id}
        columns={[
          { name: 'Campaign', cell: ({ id }) => <To page="campaigns" id={id} /> },
          { name: 'State', cell: ({ state }) => <State of={state} /> },
          { name: 'Opens', cell: ({ opensAt }) => (opensAt ? <Time at={opensAt} /> : '—') },
          { name: 'Closes', cell: ({ closesAt }) => (closesAt ? <Time at={closesAt} /> : '—') },
          { name: 'Had', number: true, cell: ({ used }) => count(used) },
          { name: 'In all', number: true, cell: ({ total }) => limitOf(total) },
        ]}
      />
    </section>
  );
}

async function campaignsOf(sku: string, signal: AbortSignal): Promise<Schemas['Campaign'][]> {
  const { items } = await readPages('listCampaigns', { query: { limit: 200 }, signal }, MOST_PAGES);
  return items.filter(({ skus }) => skus.includes(sku));
}
