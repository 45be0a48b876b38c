import { Head, State, To } from '../../parts/bits';
import { count } from '../../parts/money';
import { ListTable } from '../../parts/table';
import { Time } from '../../parts/time';
import { useEffectsOf, useList } from '../../parts/use-load';
import { askCampaign } from './changes';
import { limitOf, Skus } from './numbers';

export function CampaignList() {
  const heard = useEffectsOf('campaign.', 'inventory.', 'reservation.', 'order.');
  const list = useList('listCampaigns', {}, [heard]);
  return (
    <>
      <Head title="Campaigns">
        <button type="button" class="main" onClick={() => askCampaign()}>
          Make a campaign
        </button>
      </Head>
      <ListTable
        list={list}
        caption="Campaigns"
        empty={
          <>
            <strong>No campaign yet</strong> Make one to say who may have how many units of some SKUs, and
            when.
          </>
        }
        keyOf={({ id }) => id}
        columns={[
          { name: 'Campaign', cell: ({ id }) => <To page="campaigns" id={id} /> },
          { name: 'State', cell: ({ state }) => <State of={state} /> },
          { name: 'SKUs', cell: ({ skus }) => <Skus skus={skus} /> },
          { name: 'Opens', cell: ({ opensAt }) => (opensAt ? <Time at={opensAt} /> : '—') },
          { name: 'Closes', cell: ({ closesAt }) => (closesAt ? <Time at={closesAt} /> : '—') },
          { name: 'Had', number: true, cell: ({ used }) => count(used) },
          { name: 'In all', number: true, cell: ({ total }) => limitOf(total) },
        ]}
      />
    </>
  );
}
