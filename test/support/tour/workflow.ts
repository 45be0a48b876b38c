import { Guide } from './guide';

export async function tourOfWorkflows({ store, call, get, post, put }: Guide): Promise<void> {
  const definition = { initial: 'a', states: { a: { transitions: ['b'] }, b: { final: true } } };
  await post('/workflow/definitions/validate', { initial: 'x', states: {} });
  for (let i = 0; i < 2; i++) await put('/workflow/definitions/mine/versions/1', definition);
  for (const path of ['', '?limit=1', '/mine', '/mine/versions/1']) await get(`/workflow/definitions${path}`);
  for (const format of ['svg', 'mermaid']) {
    await get(`/workflow/definitions/mine/versions/1/diagram?format=${format}`);
  }
  await post('/workflow/instances', { id: 'i1', definition: 'mine', data: { a: null } });
  await post('/workflow/instances', { id: 'i2', definition: 'mine' });
  await post('/workflow/instances/i1/transitions', { to: 'b', expectedState: 'a' });
  for (const path of ['', '?limit=1', '/i1', '/i2', '/i1/history']) await get(`/workflow/instances${path}`);
  await get('/workflow/instances/i1/diagram');
  const record = '/workflow/records/r';
  await call(store.put(record, { a: null }).set('If-None-Match', '*'));
  await get('/workflow/records');
  await get(record);
  await call(store.put(record, { b: 1 }).set('If-Match', '"1"'));
  await call(store.patch(record, { b: null }).set('If-Match', '*'));
  await call(store.delete(record).set('If-Match', '*'));
  for (const query of ['', '?limit=1', '?after=1-0']) await get(`/journal${query}`);
}
