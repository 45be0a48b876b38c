import { Problem, problemKind, Refusals } from '../../platform/http';

export const WEBHOOK_NOT_FOUND = problemKind(
  'WEBHOOK_NOT_FOUND',
  404,
  'There is no such webhook',
  'List the webhooks of the store, or put this one.',
  { id: 'erp' },
);
export const TOO_MANY_WEBHOOKS = problemKind(
  'TOO_MANY_WEBHOOKS',
  409,
  'The store has as many webhooks as it may have',
  'Delete one that is not used, or have one receiver pass effects on.',
  { most: 20 },
);
export const WEBHOOK_URL_REFUSED = problemKind(
  'WEBHOOK_URL_REFUSED',
  422,
  'Nothing is sent to this address',
  'Give an http or https address that is reachable from the internet, without a name and a password in it; an operator ' +
    'may allow private ones with `WEBHOOK_ALLOW_PRIVATE=true`.',
);
export const WEBHOOKS_OFF = problemKind(
  'WEBHOOKS_OFF',
  409,
  'The service cannot keep the secret of a webhook',
  'Ask the operator to set `WEBHOOK_SECRET_KEY`, with which secrets are kept encrypted.',
);

export type WebhookRefusal = 'WEBHOOK_NOT_FOUND' | 'TOO_MANY_WEBHOOKS';

export const webhookRefusals: Refusals<WebhookRefusal> = {
  WEBHOOK_NOT_FOUND: ([id]) => new Problem(WEBHOOK_NOT_FOUND, `There is no webhook ${id}.`, { id }),
  TOO_MANY_WEBHOOKS: ([most]) =>
    new Problem(TOO_MANY_WEBHOOKS, `A store has at most ${most} webhooks.`, { most: Number(most) }),
};
