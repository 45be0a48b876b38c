import type { Schemas } from '@countinghouse/client';
import { useMemo } from 'preact/hooks';
import { store } from '../../app/session';
import { Who } from '../../parts/bits';
import { Chart } from '../../parts/chart';
import { count, signed } from '../../parts/money';
import { ListTable } from '../../parts/table';
import { Time } from '../../parts/time';
import { useList } from '../../parts/use-load';

/** On hand and reserved over the last movements of a SKU, and the movements. */
export function Movements({ sku, heard }: { sku: string; heard: number }) {
  const list = useList('listMovements', { sku, query: { limit: 100, order: 'desc' } }, [heard]);
  const data = useMemo(() => pointsOf(list.data ?? []), [list.data]);
  const last = list.data?.[0];
  return (
    <section class="card" aria-labelledby="movements">
      <h2 id="movements">Movements</h2>
      {last && (
        <Chart
          label={`On hand and reserved over ${list.data!.length} movements; now ${last.onHand} on hand, ${last.reserved} reserved`}
          series={[
            { label: 'On hand', colour: 'chart-a', steps: true, fill: true },
            { label: 'Reserved', colour: 'chart-b', steps: true },
          ]}
          data={data}
          format={count}
          timeZone={store.value.timeZone}
        />
      )}
      <ListTable
        list={list}
        caption={`Movements of ${sku}, the newest first`}
        empty="Nothing has moved yet."
        keyOf={({ sequence }) => sequence}
        columns={[
          { name: 'No.', number: true, cell: ({ sequence }) => count(sequence) },
          { name: 'When', cell: ({ at }) => <Time at={at} /> },
          { name: 'Movement', cell: ({ type, reference }) => (reference ? `${type}: ${reference}` : type) },
          {
            name: 'On hand',
            number: true,
            cell: (one) => <Moved change={one.onHandChange} to={one.onHand} />,
          },
          {
            name: 'Reserved',
            number: true,
            cell: (one) => <Moved change={one.reservedChange} to={one.reserved} />,
          },
          { name: 'By', cell: ({ actor }) => <Who actor={actor} /> },
        ]}
      />
    </section>
  );
}

function Moved({ change, to }: { change: number; to: number }) {
  return (
    <>
      {change !== 0 && <small class={change > 0 ? 'good' : 'bad'}>{signed(change)} </small>}
      {count(to)}
    </>
  );
}

/** Two movements of one millisecond are two points; a chart wants times that rise. */
function pointsOf(movements: Schemas['Movement'][]): number[][] {
  const inOrder = [...movements].sort((a, b) => a.sequence - b.sequence);
  const seconds: number[] = [];
  for (const { at } of inOrder) {
    const second = Date.parse(at) / 1_000;
    seconds.push(Math.max(second, (seconds.at(-1) ?? 0) + 0.000_001));
  }
  return [seconds, inOrder.map(({ onHand }) => onHand), inOrder.map(({ reserved }) => reserved)];
}
