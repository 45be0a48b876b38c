import type { Schemas } from '@countinghouse/client';
import { useEffect, useState } from 'preact/hooks';
import { listen } from '../../api/events';
import { filterOf } from '../../app/router';
import { Head, Who } from '../../parts/bits';
import { isWithin, useTimes } from '../../parts/days';
import { Choose, Days, Search } from '../../parts/search';
import { ListTable } from '../../parts/table';
import { Time } from '../../parts/time';
import { List, useList } from '../../parts/use-load';
import { textOfValue } from '../../parts/values';
import { Touched } from './touched';

const DOMAINS = [
  ...['inventory', 'reservation', 'order', 'cart', 'price', 'account', 'transfer'],
  ...['definition', 'instance', 'record', 'campaign', 'webhook', 'store'],
];
const KEPT = 200;

/** Every effect of the store, the newest first, as they happen. */
export function JournalPage() {
  const list = useJournal();
  const [kind, word] = [filterOf('kind'), filterOf('q').toLowerCase()];
  const shown = list.data?.filter(
    (entry) =>
      (!kind || entry.type.startsWith(`${kind}.`)) &&
      (!word || JSON.stringify(entry).toLowerCase().includes(word)),
  );
  return (
    <>
      <Head title="Journal" />
      <div class="filters">
        <Search name="q" label="Contains" placeholder="a SKU, an order, an operation" />
        <Choose name="kind" label="Kind" choices={DOMAINS} />
        <Days />
      </div>
      <ListTable
        list={{ ...list, data: shown }}
        caption="Effects, the newest first"
        empty={
          <>
            <strong>No effect matches here</strong> Change the filter, or show more: it looks through what was
            read.
          </>
        }
        keyOf={({ id }) => id}
        columns={[
          { name: 'When', cell: ({ at }) => <Time at={at} /> },
          { name: 'Effect', cell: ({ type }) => <code>{type}</code> },
          { name: 'Touched', cell: (entry) => <Touched entry={entry} /> },
          { name: 'Data', cell: ({ data }) => <Data data={data} /> },
          { name: 'By', cell: ({ actor }) => <Who actor={actor} /> },
        ]}
      />
    </>
  );
}

function Data({ data }: { data: Record<string, unknown> }) {
  return <span class="data">{textOfValue('', data)}</span>;
}

/** Pages of the journal, in front of which new effects are put. */
function useJournal(): List<Schemas['JournalEntry']> {
  const times = useTimes();
  const list = useList('listJournal', { query: { order: 'desc', ...times } });
  const [heard, setHeard] = useState<Schemas['JournalEntry'][]>([]);
  useEffect(() => listen((entry) => setHeard((kept) => [entry, ...kept].slice(0, KEPT))), []);
  if (!list.data) return list;
  const known = new Set(list.data.map(({ id }) => id));
  const fresh = heard.filter(({ id, at }) => !known.has(id) && isWithin(times, at));
  return { ...list, data: [...fresh, ...list.data] };
}
