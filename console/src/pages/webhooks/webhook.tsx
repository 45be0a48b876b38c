import type { Schemas } from '@countinghouse/client';
import { Fact, Head, State } from '../../parts/bits';
import { count } from '../../parts/money';
import { Failure } from '../../parts/refusal';
import { ListTable } from '../../parts/table';
import { Time } from '../../parts/time';
import { useEffectsOf, useGet, useList } from '../../parts/use-load';
import { askDelete, askReplay, askRotate, askTest, askWebhook } from './changes';
import { Secret } from './secret';

export function WebhookPage({ id }: { id: string }) {
  const heard = useEffectsOf('');
  const { data, error } = useGet('getWebhook', { id }, [heard]);
  const actions = {
    Delete: askDelete,
    'New secret': askRotate,
    Replay: askReplay,
    Change: askWebhook,
    Test: askTest,
  };
  return (
    <>
      <Head title={id} state={data?.state} up={{ page: 'webhooks', title: 'Webhooks' }}>
        {data &&
          Object.entries(actions).map(([name, act]) => (
            <button key={name} type="button" onClick={() => act(data)}>
              {name}
            </button>
          ))}
      </Head>
      <Secret />
      {error ? <Failure error={error} /> : null}
      {data && <Facts webhook={data} />}
      {data && <Deliveries id={id} heard={heard} />}
    </>
  );
}

function Facts({ webhook }: { webhook: Schemas['Webhook'] }) {
  const { url, types, description, failedAttempts, failingSince, nextAttemptAt, deliveredTo } = webhook;
  return (
    <section class="card" aria-label="Webhook">
      <dl class="facts">
        <Fact name="Address">{url}</Fact>
        <Fact name="Effects">{types?.join(', ') || 'all'}</Fact>
        {description && <Fact name="Description">{description}</Fact>}
        <Fact name="Delivered to">{deliveredTo ?? '—'}</Fact>
        <Fact name="Failed in a row">{count(failedAttempts)}</Fact>
        {failingSince && (
          <Fact name="Failing since">
            <Time at={failingSince} />
          </Fact>
        )}
        {nextAttemptAt && (
          <Fact name="Next attempt">
            <Time at={nextAttemptAt} />
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Deliveries({ id, heard }: { id: string; heard: number }) {
  const list = useList('listDeliveries', { id }, [heard]);
  return (
    <section class="card" aria-labelledby="deliveries">
      <h2 id="deliveries">Deliveries</h2>
      <ListTable
        list={list}
        caption="Attempts to deliver"
        empty="Nothing was sent yet. Send a test with the button above."
        keyOf={({ effectId, attempt, at }) => `${effectId} ${attempt} ${at}`}
        columns={[
          { name: 'When', cell: ({ at }) => <Time at={at} /> },
          { name: 'Effect', cell: ({ type }) => <code>{type}</code> },
          { name: 'Result', cell: ({ delivered }) => <State of={delivered ? 'delivered' : 'failed'} /> },
          { name: 'Answer', cell: ({ status, fault }) => fault ?? status ?? '—' },
          { name: 'Attempt', number: true, cell: ({ attempt }) => count(attempt) },
          { name: 'Took', number: true, cell: ({ durationMs }) => `${count(durationMs)} ms` },
        ]}
      />
    </section>
  );
}
