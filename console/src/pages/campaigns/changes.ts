import type { Schemas } from '@countinghouse/client';
import { client } from '../../api/client';
import { go, hrefOf } from '../../app/router';
import { ask, etagOf, Field, wholeOf } from '../../parts/ask';

const LIMITS = [
  ['perOwner', 'Units per owner'],
  ['perOperation', 'Units per operation'],
  ['total', 'Units in all'],
] as const;

function fieldsOf(before?: Schemas['Campaign']): Field[] {
  const time = { kind: 'text', optional: true, hint: '2026-01-31T18:00:00Z' } as const;
  return [
    ...(before ? [] : [{ name: 'id', label: 'Name', kind: 'text', max: 128 } as const]),
    { name: 'skus', label: 'SKUs', kind: 'text', value: before?.skus.join(', '), hint: 'TEE-M, TEE-L' },
    { ...time, name: 'opensAt', label: 'Opens', value: before?.opensAt ?? undefined },
    { ...time, name: 'closesAt', label: 'Closes', value: before?.closesAt ?? undefined },
    ...LIMITS.map(([name, label]): Field => {
      const value = before?.[name]?.toString();
      return { name, label, kind: 'count', min: 1, optional: true, value, hint: 'empty: no limit' };
    }),
  ];
}

export function askCampaign(before?: Schemas['Campaign']): void {
  ask({
    title: before ? `Change ${before.id}` : 'Make a campaign',
    verb: before ? 'Change it' : 'Make it',
    before,
    fields: fieldsOf(before),
    change: (how, values) =>
      client.value.putCampaign({
        ...how,
        id: before?.id ?? values.id!.trim(),
        ifMatch: before && etagOf(before.version),
        body: {
          skus: values
            .skus!.split(',')
            .map((sku) => sku.trim())
            .filter((sku) => sku !== ''),
          opensAt: values.opensAt?.trim() || undefined,
          closesAt: values.closesAt?.trim() || undefined,
          ...Object.fromEntries(LIMITS.map(([name]) => [name, wholeOf(values[name])])),
        },
      }),
    done: (answer) => go(hrefOf('campaigns', [answer.id])),
  });
}

export function askDelete(before: Schemas['Campaign']): void {
  ask({
    title: `Delete ${before.id}`,
    verb: 'Delete it',
    danger: true,
    change: (how) => client.value.deleteCampaign({ ...how, id: before.id }),
    done: () => go(hrefOf('campaigns')),
  });
}
