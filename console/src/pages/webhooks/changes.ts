import { at } from '../../api/call';
import type { Webhook } from '../../api/types';
import { go, hrefOf } from '../../app/router';
import { inStore } from '../../app/session';
import { ask, tell } from '../../parts/ask';
import { secret } from './secret';

const keep = (answer: unknown): void => {
  const { id, secret: text } = answer as Webhook;
  if (text) secret.value = { id, text };
};

export function askWebhook(before?: Webhook): void {
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
    change: ({ id, url, types, description }) => ({
      method: 'PUT',
      path: inStore(at`/webhooks/${before?.id ?? id!.trim()}`),
      body: {
        url: url!.trim(),
        ...(types?.trim() ? { types: types.split(',').map((type) => type.trim()) } : {}),
        ...(description ? { description } : {}),
      },
    }),
    done: keep,
  });
}

export function askRotate({ id }: Webhook): void {
  ask({
    title: `New secret for ${id}`,
    verb: 'Make it',
    danger: true,
    change: () => ({ method: 'POST', path: inStore(at`/webhooks/${id}/rotate-secret`) }),
    done: keep,
  });
}

export function askDelete(before: Webhook): void {
  ask({
    title: `Delete ${before.id}`,
    verb: 'Delete it',
    danger: true,
    change: () => ({ method: 'DELETE', path: inStore(at`/webhooks/${before.id}`) }),
    done: () => go(hrefOf('webhooks')),
  });
}

export function askTest({ id }: Webhook): void {
  ask({
    title: `Send a test to ${id}`,
    verb: 'Send it',
    change: () => ({ method: 'POST', path: inStore(at`/webhooks/${id}/test`) }),
    done: (answer) => {
      const { delivered, status, fault } = answer as {
        delivered: boolean;
        status: number | null;
        fault: string | null;
      };
      tell(delivered ? `Delivered: ${status}.` : `Not delivered: ${fault ?? status}.`);
    },
  });
}

export function askReplay({ id, deliveredTo }: Webhook): void {
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
    change: ({ after }) => ({
      method: 'POST',
      path: inStore(at`/webhooks/${id}/replay`),
      body: { after: after!.trim() },
    }),
  });
}
