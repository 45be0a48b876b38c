import type { ArgsOf, Schemas } from '@countinghouse/client';
import { client } from '../../api/client';
import { go, hrefOf } from '../../app/router';
import { store } from '../../app/session';
import { ask, etagOf, Field, Values, wholeOf } from '../../parts/ask';
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
export function askTransfer(from?: Schemas['Account']): void {
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
    change: (how, values) => client.value.transfer({ ...how, body: transferIn(values, asset) }),
    done: (answer) => go(hrefOf('ledger', ['transfers', answer.id])),
  });
}

function transferIn(
  { from, to, amount, reference, minutes }: Values,
  asset: string,
): ArgsOf<'transfer'>['body'] {
  const waits = wholeOf(minutes);
  return {
    from: from!.trim(),
    to: to!.trim(),
    amount: minorOf(amount!, asset)!,
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
    change: (how, { id, asset }) =>
      client.value.putAccount({ ...how, id: id!.trim(), body: { asset: asset!.trim() } }),
    done: (answer) => go(hrefOf('ledger', ['accounts', answer.id])),
  });
}

const STATE_VERBS = { freeze: 'Freeze', unfreeze: 'Unfreeze', close: 'Close' } as const;

export function askAccountState(before: Schemas['Account'], verb: keyof typeof STATE_VERBS): void {
  ask({
    title: `${STATE_VERBS[verb]} ${before.id}`,
    verb: STATE_VERBS[verb],
    danger: verb === 'close',
    before,
    asset: before.asset,
    change: (how) =>
      client.value[`${verb}Account`]({ ...how, id: before.id, ifMatch: etagOf(before.version) }),
  });
}

/** A smaller amount releases the rest. */
export function askPost(before: Schemas['Transfer']): void {
  ask({
    title: `Post ${before.id}`,
    verb: 'Post',
    before,
    asset: before.asset,
    fields: [{ ...amountField(before.asset, before.amount), hint: 'less releases the rest' }],
    change: (how, { amount }) =>
      client.value.postTransfer({
        ...how,
        id: before.id,
        body: { amount: minorOf(amount!, before.asset) },
      }),
  });
}

export function askVoid(before: Schemas['Transfer']): void {
  ask({
    title: `Void ${before.id}`,
    verb: 'Void',
    danger: true,
    before,
    asset: before.asset,
    change: (how) => client.value.voidTransfer({ ...how, id: before.id }),
  });
}

export function askReverse(before: Schemas['Transfer']): void {
  ask({
    title: `Reverse ${before.id}`,
    verb: 'Reverse',
    danger: true,
    asset: before.asset,
    fields: [amountField(before.asset, before.postedAmount - before.reversedAmount)],
    change: (how, { amount }) =>
      client.value.reverseTransfer({
        ...how,
        id: before.id,
        body: { amount: minorOf(amount!, before.asset) },
      }),
  });
}
