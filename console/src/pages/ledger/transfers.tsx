import type { Schemas } from '@countinghouse/client';
import { useState } from 'preact/hooks';
import { problemIn } from '../../api/failures';
import { choiceOf, filterOf, go, hrefOf } from '../../app/router';
import { Head, State, To } from '../../parts/bits';
import { money } from '../../parts/money';
import { useTimes } from '../../parts/days';
import { Choose, Days, Search } from '../../parts/search';
import { ListTable } from '../../parts/table';
import { Time } from '../../parts/time';
import { List, useCalm, useEffectsOf, useList } from '../../parts/use-load';
import { askTransfer } from './changes';
import { LedgerTabs } from './tabs';

const STATES = ['pending', 'posted', 'voided', 'expired'] as const;

export function TransferList() {
  const heard = useEffectsOf('transfer.', 'order.');
  const [account, reference] = [useCalm(filterOf('account')), useCalm(filterOf('reference'))];
  const query = {
    account,
    reference: account ? undefined : reference,
    state: choiceOf('state', STATES),
    ...useTimes(),
  };
  const list = useList('listTransfers', { query }, [heard]);
  return (
    <>
      <Head title="Transfers">
        <button type="button" class="main" onClick={() => askTransfer()}>
          Transfer
        </button>
      </Head>
      <LedgerTabs current="transfers" />
      <GoTo />
      {isListed(list.error) ? <Listed list={list} /> : null}
    </>
  );
}

/** A service of another release may not list transfers; there they are opened by their ids. */
const isListed = (error: unknown): boolean => problemIn(error)?.code !== 'ROUTE_NOT_FOUND';

function Listed({ list }: { list: List<Schemas['Transfer']> }) {
  return (
    <>
      <div class="filters">
        <Choose name="state" label="State" choices={STATES} />
        <Search name="account" label="Account" placeholder="the whole id" />
        <Search name="reference" label="Reference" placeholder="the whole reference" />
        <Days />
      </div>
      <ListTable
        list={list}
        caption="Transfers, the newest first"
        empty={<strong>No transfer matches</strong>}
        keyOf={({ id }) => id}
        columns={[
          { name: 'Transfer', cell: ({ id }) => <To page="ledger" id={['transfers', id]} /> },
          { name: 'State', cell: ({ state }) => <State of={state} /> },
          { name: 'From', cell: ({ from }) => <To page="ledger" id={['accounts', from]} /> },
          { name: 'To', cell: ({ to }) => <To page="ledger" id={['accounts', to]} /> },
          { name: 'Amount', number: true, cell: ({ amount, asset }) => money(amount, asset) },
          { name: 'When', cell: ({ createdAt }) => <Time at={createdAt} /> },
        ]}
      />
    </>
  );
}

/** Opens a transfer whose id is known. */
function GoTo() {
  const [id, setId] = useState('');
  const submit = (event: Event): void => {
    event.preventDefault();
    if (id.trim()) go(hrefOf('ledger', ['transfers', id.trim()]));
  };
  return (
    <form class="filters" onSubmit={submit}>
      <label class="filter">
        <span>Transfer with this id</span>
        <input
          type="text"
          value={id}
          autocomplete="off"
          onInput={(event) => setId(event.currentTarget.value)}
        />
      </label>
      <button type="submit">Open</button>
    </form>
  );
}
