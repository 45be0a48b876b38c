import type { Schemas } from '@countinghouse/client';
import { filterOf } from '../../app/router';
import { Fact, Head } from '../../parts/bits';
import { count } from '../../parts/money';
import { Failure } from '../../parts/refusal';
import { Search } from '../../parts/search';
import { Time } from '../../parts/time';
import { useCalm, useEffectsOf, useGet } from '../../parts/use-load';
import { askCampaign, askDelete } from './changes';
import { limitOf, Skus } from './numbers';

export function CampaignPage({ id }: { id: string }) {
  const heard = useEffectsOf('campaign.', 'inventory.', 'reservation.', 'order.', 'cart.');
  const { data, error } = useGet('getCampaign', { id }, [heard]);
  return (
    <>
      <Head title={id} state={data?.state} up={{ page: 'campaigns', title: 'Campaigns' }}>
        {data && (
          <>
            <button type="button" onClick={() => askDelete(data)}>
              Delete
            </button>
            <button type="button" class="main" onClick={() => askCampaign(data)}>
              Change
            </button>
          </>
        )}
      </Head>
      {error ? <Failure error={error} /> : null}
      {data && <Facts campaign={data} />}
      {data && <Owner id={id} heard={heard} />}
    </>
  );
}

function Facts({ campaign }: { campaign: Schemas['Campaign'] }) {
  const { skus, opensAt, closesAt, perOwner, perOperation, total, used } = campaign;
  return (
    <section class="card" aria-label="Campaign">
      <dl class="facts large">
        <Fact name="Units had">{count(used)}</Fact>
        <Fact name="Left">{total === null ? 'no limit' : count(Math.max(0, total - used))}</Fact>
      </dl>
      <dl class="facts">
        <Fact name="In all">{limitOf(total)}</Fact>
        <Fact name="Per owner">{limitOf(perOwner)}</Fact>
        <Fact name="Per operation">{limitOf(perOperation)}</Fact>
        <Fact name="Opens">{opensAt ? <Time at={opensAt} /> : 'is open until it closes'}</Fact>
        <Fact name="Closes">{closesAt ? <Time at={closesAt} /> : 'stays open'}</Fact>
        <Fact name="SKUs">
          <Skus skus={skus} most={skus.length} />
        </Fact>
      </dl>
    </section>
  );
}

/** The units of one owner, by the whole id. */
function Owner({ id, heard }: { id: string; heard: number }) {
  const owner = useCalm(filterOf('owner')).trim();
  return (
    <section class="card" aria-labelledby="owner">
      <h2 id="owner">Units of an owner</h2>
      <div class="filters">
        <Search name="owner" label="Owner" placeholder="the whole id" />
      </div>
      {owner && <OwnerUnits id={id} ownerId={owner} heard={heard} />}
    </section>
  );
}

function OwnerUnits({ id, ownerId, heard }: { id: string; ownerId: string; heard: number }) {
  const { data, error } = useGet('getCampaignOwner', { id, ownerId }, [heard]);
  if (error) return <Failure error={error} />;
  return data ? (
    <dl class="facts">
      <Fact name={`Had by ${data.ownerId}`}>{count(data.used)}</Fact>
      <Fact name="May have beside them">{limitOf(data.left)}</Fact>
    </dl>
  ) : null;
}
