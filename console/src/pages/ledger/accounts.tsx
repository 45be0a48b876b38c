import { filterOf } from '../../app/router';
import { Head, State, To } from '../../parts/bits';
import { money } from '../../parts/money';
import { Search } from '../../parts/search';
import { ListTable } from '../../parts/table';
import { useEffectsOf, useList } from '../../parts/use-load';
import { askAccount, askTransfer } from './changes';
import { LedgerTabs } from './tabs';

export function AccountList() {
  const heard = useEffectsOf('account.', 'transfer.', 'order.');
  const list = useList('listAccounts', { query: { limit: 100 } }, [heard]);
  const word = filterOf('q').toLowerCase();
  return (
    <>
      <Head title="Ledger">
        <button type="button" onClick={askAccount}>
          Open an account
        </button>
        <button type="button" class="main" onClick={() => askTransfer()}>
          Transfer
        </button>
      </Head>
      <LedgerTabs />
      <div class="filters">
        <Search name="q" label="Account contains" />
      </div>
      <ListTable
        list={{ ...list, data: list.data?.filter(({ id }) => id.toLowerCase().includes(word)) }}
        caption="Accounts"
        empty={
          <>
            <strong>No account here</strong> Open one, then bring money in by a transfer from{' '}
            <code>@world</code>.
          </>
        }
        keyOf={({ id, asset }) => `${id} ${asset}`}
        columns={[
          { name: 'Account', cell: ({ id }) => <To page="ledger" id={['accounts', id]} /> },
          { name: 'State', cell: ({ state }) => <State of={state} /> },
          { name: 'Balance', number: true, cell: ({ balance, asset }) => money(balance, asset) },
          { name: 'Held', number: true, cell: ({ held, asset }) => money(held, asset) },
          { name: 'Coming in', number: true, cell: ({ incoming, asset }) => money(incoming, asset) },
          {
            name: 'Available',
            number: true,
            cell: ({ available, asset }) =>
              available === null ? 'no limit' : <strong>{money(available, asset)}</strong>,
          },
        ]}
      />
    </>
  );
}
