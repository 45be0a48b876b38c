import type { Schemas } from '@countinghouse/client';
import { filterOf } from '../../app/router';
import { Head, State, To } from '../../parts/bits';
import { count } from '../../parts/money';
import { Choose, Search } from '../../parts/search';
import { ListTable } from '../../parts/table';
import { Ago } from '../../parts/time';
import { useCalm, useEffectsOf, useList } from '../../parts/use-load';
import { askCancel, askWait } from './changes';

const STATES = ['waiting', 'promoted', 'expired', 'cancelled'];

export function WaitList() {
  const heard = useEffectsOf('inventory.', 'reservation.');
  const [ownerId, sku] = [useCalm(filterOf('owner')), useCalm(filterOf('sku'))];
  const state = filterOf('state');
  // The service takes one filter; the others look through what it answers.
  const list = useList('listWaits', { query: sku ? { sku } : { ownerId } }, [heard]);
  const shown = list.data?.filter(
    (one) => (!state || one.state === state) && (!ownerId || one.ownerId === ownerId),
  );
  return (
    <>
      <Head title="Waits">
        <button type="button" class="main" onClick={() => askWait(sku)}>
          Wait for units
        </button>
      </Head>
      <div class="filters">
        <Search name="sku" label="SKU" placeholder="all of a SKU, in order of arrival" />
        <Search name="owner" label="Owner" placeholder="all of an owner's id" />
        <Choose name="state" label="State" choices={STATES} />
      </div>
      <ListTable
        list={{ ...list, data: shown }}
        caption="Waits, those of a SKU in order of arrival"
        empty={
          <>
            <strong>Nobody matches who waits</strong> Who waits for a SKU gets the next units that come back,
            in order of arrival.
          </>
        }
        keyOf={({ id }) => id}
        columns={[
          { name: 'Place', number: true, cell: ({ position }) => (position ? count(position) : '—') },
          { name: 'Wait', cell: ({ id }) => <To page="waits" id={id} /> },
          { name: 'State', cell: ({ state }) => <State of={state} /> },
          { name: 'SKU', cell: ({ sku }) => <To page="stock" id={sku} /> },
          { name: 'Units', number: true, cell: ({ quantity }) => count(quantity) },
          { name: 'Owner', cell: ({ ownerId }) => ownerId },
          { name: 'Deadline', cell: ({ expiresAt }) => <Ago at={expiresAt} /> },
          { name: 'Do', cell: (one) => (one.state === 'waiting' ? <Cancel wait={one} /> : null) },
        ]}
      />
    </>
  );
}

function Cancel({ wait }: { wait: Schemas['Wait'] }) {
  return (
    <button type="button" aria-label={`Cancel ${wait.id}`} onClick={() => askCancel(wait)}>
      Cancel
    </button>
  );
}
