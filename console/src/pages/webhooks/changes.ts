import type { Schemas } from '@countinghouse/client';
import { client } from '../../api/client';
import { go, hrefOf } from '../../app/router';
import { ask, tell } from '../../parts/ask';
import { secret } from './secret';

const keep = (answer: Schemas['Webhook'] | Schemas['WebhookWithSecret']): void => {
  if ('secret' in answer && answer.secret) secret.value = { id: answer.id, text: answer.secret };
};

/** As they were typed; the service knows which there are. */
const typesIn = (text: string): Schemas['Event']['type'][] =>
  text.split(',').map((type) => type.trim() as Schemas['Event']['type']);

export function askWebhook(before?: Schemas['Webhook']): void {
  ask({
    title: before ? `Change ${before.id}` : 'Add a webhook',
    verb: before ? 'Change it' : 'Add it',
    before,
    fields: [
      ...(before ? [] : [{ name: 'id', label: 'Name', kind: 'text', max: 128 } as const]),
      { name: 'url', label: 'Address', kind: 'text', value: before?.url, hint: 'https://…' },
      {
        name: 'types',
        label: 'Effects',
        kind: 'text',
        optional: true,
        value: before?.types?.join(', '),
        hint: 'order.placed, order.fulfilled; empty: all',
      },
      {
        name: 'description',
        label: 'Description',
        kind: 'text',
        optional: true,
        value: before?.description ?? undefined,
      },
    ],
    change: (how, { id, url, types, description }) =>
      client.value.putWebhook({
        ...how,
        id: before?.id ?? id!.trim(),
        body: {
          url: url!.trim(),
          ...(types?.trim() ? { types: typesIn(types) } : {}),
          ...(description ? { description } : {}),
        },
      }),
    done: keep,
  });
}

export function askRotate({ id }: Schemas['Webhook']): void {
  ask({
    title: `New secret for ${id}`,
    verb: 'Make it',
    danger: true,
    change: (how) => client.value.rotateWebhookSecret({ ...how, id }),
    done: keep,
  });
}

export function askDelete(before: Schemas['Webhook']): void {
  ask({
    title: `Delete ${before.id}`,
    verb: 'Delete it',
    danger: true,
    change: (how) => client.value.deleteWebhook({ ...how, id: before.id }),
    done: () => go(hrefOf('webhooks')),
  });
}

export function askTest({ id }: Schemas['Webhook']): void {
  ask({
    title: `Send a test to ${id}`,
    verb: 'Send it',
    change: (how) => client.value.testWebhook({ ...how, id }),
    done: ({ delivered, status, fault }) =>
      tell(delivered ? `Delivered: ${status}.` : `Not delivered: ${fault ?? status}.`),
  });
}

export function askReplay({ id, deliveredTo }: Schemas['Webhook']): void {
  ask({
    title: `Replay to ${id}`,
    verb: 'Replay',
    fields: [
      {
        name: 'after',
        label: 'Effects after this id',
        kind: 'text',
        value: deliveredTo ?? undefined,
        hint: 'an id of the journal',
      },
    ],
    change: (how, { after }) => client.value.replayWebhook({ ...how, id, body: { after: after!.trim() } }),
  });
}
