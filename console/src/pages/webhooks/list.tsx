import { Head, State, To } from '../../parts/bits';
import { count } from '../../parts/money';
import { ListTable } from '../../parts/table';
import { Time } from '../../parts/time';
import { useEffectsOf, useList } from '../../parts/use-load';
import { askWebhook } from './changes';
import { Secret } from './secret';

export function WebhookList() {
  const heard = useEffectsOf('webhook.');
  const list = useList('listWebhooks', {}, [heard]);
  return (
    <>
      <Head title="Webhooks">
        <button type="button" class="main" onClick={() => askWebhook()}>
          Add a webhook
        </button>
      </Head>
      <Secret />
      <ListTable
        list={list}
        caption="Webhooks"
        empty={
          <>
            <strong>No webhook yet</strong> Add one, and each effect of this store is sent to its address,
            signed.
          </>
        }
        keyOf={({ id }) => id}
        columns={[
          { name: 'Webhook', cell: ({ id }) => <To page="webhooks" id={id} /> },
          { name: 'State', cell: ({ state }) => <State of={state} /> },
          { name: 'Address', cell: ({ url }) => url },
          { name: 'Effects', cell: ({ types }) => types?.join(', ') || 'all' },
          { name: 'Failed in a row', number: true, cell: ({ failedAttempts }) => count(failedAttempts) },
          {
            name: 'Next attempt',
            cell: ({ nextAttemptAt }) => (nextAttemptAt ? <Time at={nextAttemptAt} /> : '—'),
          },
        ]}
      />
    </>
  );
}
