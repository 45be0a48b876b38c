import type { Schemas } from '@countinghouse/client';
import { choiceOf, filterOf } from '../../app/router';
import { Head, State, To } from '../../parts/bits';
import { count } from '../../parts/money';
import { Choose, Search } from '../../parts/search';
import { ListTable } from '../../parts/table';
import { Ago } from '../../parts/time';
import { useCalm, useEffectsOf, useList } from '../../parts/use-load';
import { askCancel, askExtend } from './changes';

const STATES = ['active', 'committed', 'cancelled', 'expired'] as const;

export function ReservationList() {
  const heard = useEffectsOf('reservation.', 'order.', 'cart.', 'inventory.');
  const [ownerId, sku] = [useCalm(filterOf('owner')), useCalm(filterOf('sku'))];
  const state = choiceOf('state', STATES);
  // The service takes one filter; the others look through what it answers.
  const query = ownerId ? { ownerId } : sku ? { sku } : { state };
  const list = useList('listReservations', { query }, [heard]);
  const shown = list.data?.filter(
    (one) => (!state || one.state === state) && (!sku || one.lines.some((line) => line.sku === sku)),
  );
  return (
    <>
      <Head title="Reservations" />
      <div class="filters">
        <Choose name="state" label="State" choices={STATES} />
        <Search name="owner" label="Owner" placeholder="all of an owner's id" />
        <Search name="sku" label="SKU" placeholder="all of a SKU" />
      </div>
      <ListTable
        list={{ ...list, data: shown }}
        caption="Reservations"
        empty={
          <>
            <strong>No reservation matches</strong> A cart that is held and a till that reserves make one.
          </>
        }
        keyOf={({ id }) => id}
        columns={[
          { name: 'Reservation', cell: ({ id }) => <To page="reservations" id={id} /> },
          { name: 'State', cell: ({ state }) => <State of={state} /> },
          { name: 'Lines', cell: ({ lines }) => <Lines lines={lines} /> },
          { name: 'Owner', cell: ({ ownerId }) => ownerId ?? '—' },
          { name: 'Deadline', cell: ({ expiresAt }) => <Ago at={expiresAt} /> },
          { name: 'Do', cell: (one) => (one.state === 'active' ? <Actions reservation={one} /> : null) },
        ]}
      />
    </>
  );
}

const SHOWN = 3;

function Lines({ lines }: { lines: Schemas['Reservation']['lines'] }) {
  return (
    <>
      {lines.slice(0, SHOWN).map(({ sku, quantity }) => (
        <span key={sku} class="item">
          {count(quantity)} × <To page="stock" id={sku} />
        </span>
      ))}
      {lines.length > SHOWN && <small>and {lines.length - SHOWN} more</small>}
    </>
  );
}

function Actions({ reservation }: { reservation: Schemas['Reservation'] }) {
  return (
    <span class="buttons">
      <button type="button" aria-label={`Extend ${reservation.id}`} onClick={() => askExtend(reservation)}>
        Extend
      </button>
      <button type="button" aria-label={`Cancel ${reservation.id}`} onClick={() => askCancel(reservation)}>
        Cancel
      </button>
    </span>
  );
}
