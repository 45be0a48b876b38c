import type { Schemas } from '@countinghouse/client';
import { filterOf, go, hrefOf } from '../../app/router';
import { Head, To } from '../../parts/bits';
import { count } from '../../parts/money';
import { Failure } from '../../parts/refusal';
import { Search } from '../../parts/search';
import { Column, ListTable } from '../../parts/table';
import { useCalm, useEffectsOf, useList } from '../../parts/use-load';
import { askReceive } from './changes';
import { useExport } from './export';

const COLUMNS: Column<Schemas['Stock']>[] = [
  { name: 'SKU', cell: ({ sku }) => <To page="stock" id={sku} /> },
  { name: 'Available', number: true, cell: ({ available }) => <strong>{count(available)}</strong> },
  { name: 'On hand', number: true, cell: ({ onHand }) => count(onHand) },
  { name: 'Reserved', number: true, cell: ({ reserved }) => count(reserved) },
  { name: 'Sold', number: true, cell: ({ sold }) => count(sold) },
];

export function StockList() {
  const prefix = useCalm(filterOf('q'));
  const below = useCalm(filterOf('below'));
  const heard = useEffectsOf('inventory.', 'reservation.', 'order.', 'cart.');
  const query = { prefix, availableBelow: /^\d+$/.test(below) ? Number(below) : undefined };
  const list = useList('listStock', { query }, [heard]);
  return (
    <>
      <StockHead />
      <div class="filters">
        <Search name="q" label="SKU begins with" placeholder="TEE-" />
        <Search name="below" label="Fewer available than" placeholder="any number" />
      </div>
      <ListTable
        list={list}
        caption="SKUs"
        empty={<NoSku isSearched={Boolean(prefix || below)} />}
        keyOf={({ sku }) => sku}
        columns={COLUMNS}
      />
    </>
  );
}

function StockHead() {
  const { start, busy, error } = useExport();
  return (
    <>
      <Head title="Stock">
        <button type="button" disabled={busy} onClick={start}>
          {busy ? 'Exporting …' : 'Export CSV'}
        </button>
        <button type="button" onClick={() => go(hrefOf('stock', ['files', 'import']))}>
          Import CSV
        </button>
        <button type="button" class="main" onClick={() => askReceive()}>
          Receive a SKU
        </button>
      </Head>
      {error ? <Failure error={error} /> : null}
    </>
  );
}

function NoSku({ isSearched }: { isSearched: boolean }) {
  return isSearched ? (
    <>
      <strong>No SKU matches</strong> Try fewer letters: a search finds SKUs that begin with them, capitals as
      they are.
    </>
  ) : (
    <>
      <strong>No SKU yet</strong> Receive one or import a file with the buttons above, or fill the store with
      a believable shop: <code>npm run demo</code>.
    </>
  );
}
