import { at } from '../../api/call';
import type { Account, Transfer } from '../../api/types';
import { go, hrefOf } from '../../app/router';
import { inStore, store } from '../../app/session';
import { ask, Field, Values, wholeOf } from '../../parts/ask';
import { decimalOf, digitsOf, minorOf } from '../../parts/money';

const MINUTE_SECONDS = 60;

const amountField = (asset: string, left?: number): Field => ({
  name: 'amount',
  label: 'Amount',
  kind: 'money',
  asset,
  value: left === undefined ? undefined : decimalOf(left, digitsOf(asset)),
});

/** Out of this account, or from any to any. Minutes make it wait until it is posted. */
export function askTransfer(from?: Account): void {
  const asset = from?.asset ?? store.value.currency;
  ask({
    title: from ? `Transfer from ${from.id}` : 'Transfer',
    verb: 'Transfer',
    asset,
    fields: [
      { name: 'from', label: 'From', kind: 'text', value: from?.id ?? '@world' },
      { name: 'to', label: 'To', kind: 'text' },
      amountField(asset),
      { name: 'reference', label: 'Reference', kind: 'text', optional: true },
      {
        name: 'minutes',
        label: 'Pending for minutes',
        kind: 'count',
        optional: true,
        min: 1,
        hint: 'empty: posted at once',
      },
    ],
    change: (values) => ({
      method: 'POST',
      path: inStore('/ledger/transfers'),
      body: transferIn(values, asset),
    }),
    done: (answer) => go(hrefOf('ledger', ['transfers', (answer as Transfer).id])),
  });
}

function transferIn({ from, to, amount, reference, minutes }: Values, asset: string): object {
  const waits = wholeOf(minutes);
  return {
    from: from!.trim(),
    to: to!.trim(),
    amount: minorOf(amount!, asset),
    ...(reference ? { reference } : {}),
    ...(waits ? { pending: { ttlSeconds: waits * MINUTE_SECONDS } } : {}),
  };
}

export function askAccount(): void {
  const asset = store.value.currency;
  ask({
    title: 'Open an account',
    verb: 'Open it',
    asset,
    fields: [
      { name: 'id', label: 'Account', kind: 'text', max: 128 },
      { name: 'asset', label: 'Currency or unit', kind: 'text', value: asset },
    ],
    change: ({ id, asset }) => ({
      method: 'PUT',
      path: inStore(at`/ledger/accounts/${id!.trim()}`),
      body: { asset: asset!.trim() },
    }),
    done: (answer) => go(hrefOf('ledger', ['accounts', (answer as Account).id])),
  });
}

const STATE_VERBS = { freeze: 'Freeze', unfreeze: 'Unfreeze', close: 'Close' };

export function askAccountState(before: Account, verb: keyof typeof STATE_VERBS): void {
  ask({
    title: `${STATE_VERBS[verb]} ${before.id}`,
    verb: STATE_VERBS[verb],
    danger: verb === 'close',
    before,
    asset: before.asset,
    change: () => ({
      method: 'POST',
      path: inStore(`${at`/ledger/accounts/${before.id}`}/${verb}`),
      ifMatch: before.version,
    }),
  });
}

/** A smaller amount releases the rest. */
export function askPost(before: Transfer): void {
  ask({
    title: `Post ${before.id}`,
    verb: 'Post',
    before,
    asset: before.asset,
    fields: [{ ...amountField(before.asset, before.amount), hint: 'less releases the rest' }],
    change: ({ amount }) => ({
      method: 'POST',
      path: inStore(at`/ledger/transfers/${before.id}/post`),
      body: { amount: minorOf(amount!, before.asset) },
    }),
  });
}

export function askVoid(before: Transfer): void {
  ask({
    title: `Void ${before.id}`,
    verb: 'Void',
    danger: true,
    before,
    asset: before.asset,
    change: () => ({ method: 'POST', path: inStore(at`/ledger/transfers/${before.id}/void`) }),
  });
}

export function askReverse(before: Transfer): void {
  ask({
    title: `Reverse ${before.id}`,
    verb: 'Reverse',
    danger: true,
    asset: before.asset,
    fields: [amountField(before.asset, before.postedAmount - before.reversedAmount)],
    change: ({ amount }) => ({
      method: 'POST',
      path: inStore(at`/ledger/transfers/${before.id}/reverse`),
      body: { amount: minorOf(amount!, before.asset) },
    }),
  });
}
