import { Guide } from './guide';

export async function tourOfWebhooks({ store, call, get, post, put }: Guide): Promise<void> {
  const url = 'https://hooks.invalid/shop';
  await put('/webhooks/shop', { url, types: ['order.placed'], description: 'the shop' });
  await put('/webhooks/shop', { url });
  for (const path of ['', '/shop', '/shop/deliveries']) await get(`/webhooks${path}`);
  await post('/webhooks/shop/test');
  await post('/webhooks/shop/rotate-secret');
  await post('/webhooks/shop/replay', { after: '0-1' });
  await call(store.delete('/webhooks/shop'));
}
