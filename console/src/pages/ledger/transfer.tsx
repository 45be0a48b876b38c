import type { Schemas } from '@countinghouse/client';
import { Fact, Head, To } from '../../parts/bits';
import { money } from '../../parts/money';
import { Failure } from '../../parts/refusal';
import { Ago, Time } from '../../parts/time';
import { useEffectsOf, useGet } from '../../parts/use-load';
import { askPost, askReverse, askVoid } from './changes';
import { LedgerTabs } from './tabs';

export function TransferPage({ id }: { id: string }) {
  const heard = useEffectsOf('transfer.', 'order.');
  const { data, error } = useGet('getTransfer', { id }, [heard]);
  return (
    <>
      <Head title={id} state={data?.state} up={{ page: 'ledger', title: 'Transfers', parts: ['transfers'] }}>
        {data?.state === 'pending' && (
          <>
            <button type="button" onClick={() => askVoid(data)}>
              Void
            </button>
            <button type="button" class="main" onClick={() => askPost(data)}>
              Post
            </button>
          </>
        )}
        {data?.state === 'posted' && data.reversedAmount < data.postedAmount && (
          <button type="button" class="main" onClick={() => askReverse(data)}>
            Reverse
          </button>
        )}
      </Head>
      <LedgerTabs current="transfer" />
      {error ? <Failure error={error} /> : null}
      {data && <Facts transfer={data} />}
    </>
  );
}

function Facts({ transfer }: { transfer: Schemas['Transfer'] }) {
  const { from, to, amount, postedAmount, reversedAmount, asset, createdAt, expiresAt, endedAt } = transfer;
  const { state, reference, reverses } = transfer;
  return (
    <section class="card" aria-label="Transfer">
      <dl class="facts large">
        <Fact name="Amount">{money(amount, asset)}</Fact>
        <Fact name="From">
          <To page="ledger" id={['accounts', from]} />
        </Fact>
        <Fact name="To">
          <To page="ledger" id={['accounts', to]} />
        </Fact>
      </dl>
      <dl class="facts">
        <Fact name="Posted">{money(postedAmount, asset)}</Fact>
        <Fact name="Reversed">{money(reversedAmount, asset)}</Fact>
        <Fact name="Made">
          <Time at={createdAt} />
        </Fact>
        {expiresAt && state === 'pending' && (
          <Fact name="Deadline">
            <Time at={expiresAt} /> (<Ago at={expiresAt} />)
          </Fact>
        )}
        {endedAt && (
          <Fact name="Ended">
            <Time at={endedAt} />
          </Fact>
        )}
        {reference && <Fact name="Reference">{reference}</Fact>}
        {reverses && (
          <Fact name="Takes back">
            <To page="ledger" id={['transfers', reverses]} />
          </Fact>
        )}
      </dl>
    </section>
  );
}
