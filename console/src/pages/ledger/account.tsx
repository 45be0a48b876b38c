import type { Schemas } from '@countinghouse/client';
import { useMemo } from 'preact/hooks';
import { store } from '../../app/session';
import { Fact, Head, To } from '../../parts/bits';
import { Chart } from '../../parts/chart';
import { count, money } from '../../parts/money';
import { Failure } from '../../parts/refusal';
import { ListTable } from '../../parts/table';
import { Time } from '../../parts/time';
import { useEffectsOf, useGet, useList } from '../../parts/use-load';
import { askAccountState, askTransfer } from './changes';
import { LedgerTabs } from './tabs';

export function AccountPage({ id }: { id: string }) {
  const heard = useEffectsOf('account.', 'transfer.', 'order.');
  const { data, error } = useGet('getAccount', { id }, [heard]);
  // As it is now: only one that is asked for at a time in the past has no state.
  const account = data as Schemas['Account'] | undefined;
  return (
    <>
      <Head title={id} state={account?.state} up={{ page: 'ledger', title: 'Ledger' }}>
        {account && account.id !== '@world' && account.state !== 'closed' && <Actions account={account} />}
      </Head>
      <LedgerTabs current="account" />
      {error ? <Failure error={error} /> : null}
      {account && <Facts account={account} />}
      {account && <Entries account={account} heard={heard} />}
    </>
  );
}

function Actions({ account }: { account: Schemas['Account'] }) {
  const isFrozen = account.state === 'frozen';
  return (
    <>
      <button type="button" onClick={() => askAccountState(account, 'close')}>
        Close
      </button>
      <button type="button" onClick={() => askAccountState(account, isFrozen ? 'unfreeze' : 'freeze')}>
        {isFrozen ? 'Unfreeze' : 'Freeze'}
      </button>
      <button type="button" class="main" onClick={() => askTransfer(account)}>
        Transfer
      </button>
    </>
  );
}

function Facts({ account }: { account: Schemas['Account'] }) {
  const { balance, held, incoming, available, overdraft, limits, usedToday, asset } = account;
  const limit = (amount: number | null | undefined): string =>
    amount == null ? 'none' : money(amount, asset);
  return (
    <section class="card" aria-label="Account">
      <dl class="facts large">
        <Fact name="Balance">{money(balance, asset)}</Fact>
        <Fact name="Available">{available === null ? 'no limit' : money(available, asset)}</Fact>
        <Fact name="Held">{money(held, asset)}</Fact>
        <Fact name="Coming in">{money(incoming, asset)}</Fact>
      </dl>
      <dl class="facts">
        <Fact name="Overdraft">{money(overdraft, asset)}</Fact>
        <Fact name="Limit of a transfer">{limit(limits.perTransfer)}</Fact>
        <Fact name="Limit of a day">{limit(limits.daily)}</Fact>
        <Fact name="Used today">{money(usedToday, asset)}</Fact>
        <RollingLimits account={account} />
      </dl>
    </section>
  );
}

/** Each limit within some hours, and its use beside it, in what it limits. */
function RollingLimits({ account: { limits, usedRolling, asset } }: { account: Schemas['Account'] }) {
  return limits.rolling?.map(({ hours, amount, count: most }) => {
    const used = usedRolling?.find((use) => use.hours === hours);
    const text = (minor: number | null | undefined, transfers: number | null | undefined): string =>
      [
        amount == null || minor == null ? undefined : money(minor, asset),
        most == null || transfers == null
          ? undefined
          : `${count(transfers)} ${transfers === 1 ? 'transfer' : 'transfers'}`,
      ]
        .filter(Boolean)
        .join(', ');
    return (
      <>
        <Fact name={`Limit of ${hours} h`}>{text(amount, most)}</Fact>
        <Fact name={`Used within ${hours} h`}>{text(used?.amount, used?.count) || '—'}</Fact>
      </>
    );
  });
}

/** The entries of an account, with the balance after each drawn over their times. */
function Entries({ account: { id, asset }, heard }: { account: Schemas['Account']; heard: number }) {
  const list = useList('listEntries', { id, query: { limit: 100 } }, [heard]);
  const data = useMemo(() => pointsOf(list.data ?? []), [list.data]);
  const last = list.data?.[0];
  return (
    <section class="card" aria-labelledby="entries">
      <h2 id="entries">Entries</h2>
      {last && (
        <Chart
          label={`Balance after the last ${list.data!.length} entries; now ${money(last.balanceAfter, asset)}`}
          series={[{ label: 'Balance', colour: 'chart-a', steps: true, fill: true }]}
          data={data}
          format={(value) => money(Math.round(value), asset)}
          timeZone={store.value.timeZone}
        />
      )}
      <ListTable
        list={list}
        caption={`Entries of ${id}, the newest first`}
        empty="No money has moved here yet."
        keyOf={({ sequence }) => sequence}
        columns={[
          { name: 'When', cell: ({ at }) => <Time at={at} /> },
          { name: 'With', cell: ({ counterparty }) => <To page="ledger" id={['accounts', counterparty]} /> },
          { name: 'Transfer', cell: ({ transferId }) => <To page="ledger" id={['transfers', transferId]} /> },
          { name: 'Reference', cell: ({ reference }) => reference ?? '—' },
          { name: 'Change', number: true, cell: ({ change }) => <Change amount={change} asset={asset} /> },
          { name: 'Balance', number: true, cell: ({ balanceAfter }) => money(balanceAfter, asset) },
        ]}
      />
    </section>
  );
}

function Change({ amount, asset }: { amount: number; asset: string }) {
  return <span class={amount < 0 ? 'bad' : 'good'}>{`${amount > 0 ? '+' : ''}${money(amount, asset)}`}</span>;
}

function pointsOf(entries: Schemas['Entry'][]): number[][] {
  const inOrder = [...entries].sort((a, b) => a.sequence - b.sequence);
  const seconds: number[] = [];
  for (const { at } of inOrder)
    seconds.push(Math.max(Date.parse(at) / 1_000, (seconds.at(-1) ?? 0) + 0.000_001));
  return [seconds, inOrder.map(({ balanceAfter }) => balanceAfter)];
}
