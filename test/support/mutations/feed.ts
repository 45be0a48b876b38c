import { StoreCalls } from '../house';
import { Mutation } from './mutation';

const PATH = '/webhooks/shop';
const body = { url: 'https://hooks.invalid/shop', types: ['order.placed'], description: 'the shop' };

const put = (store: StoreCalls): PromiseLike<unknown> => store.put(PATH, body).expect(201);
const gone = (store: StoreCalls): PromiseLike<unknown> => store.delete(PATH).expect(204);

export const feedMutations: Mutation[] = [
  { operation: 'putWebhook', path: PATH, body, after: gone },
  { operation: 'putWebhook', when: 'finds it', path: PATH, body, before: put, after: gone },
  {
    operation: 'putWebhook',
    when: 'changes it',
    path: PATH,
    body: { url: body.url },
    before: put,
    after: gone,
  },
  { operation: 'rotateWebhookSecret', path: `${PATH}/rotate-secret`, before: put, after: gone },
  { operation: 'replayWebhook', path: `${PATH}/replay`, body: { after: '1-0' }, before: put, after: gone },
  { operation: 'deleteWebhook', path: PATH, before: put, after: put },
];
