import { StoreCalls } from '../house';
import { Mutation } from './mutation';

const RECORD = '/workflow/records/r';
const REVIEW = '/workflow/definitions/review/versions/1';
const review = { initial: 'open', states: { open: { transitions: ['done'] }, done: { final: true } } };
const data = { z: 1.5, a: { y: 'ß', x: [{ n: 2, m: 1 }] } };

const defined = (store: StoreCalls): PromiseLike<unknown> => store.put(REVIEW, review).expect(201);

async function started(store: StoreCalls): Promise<void> {
  await store.post('/workflow/instances', { id: 'i', definition: 'approval', data }).expect(201);
}

const recorded = (store: StoreCalls): PromiseLike<unknown> =>
  store.put(RECORD, data).set('If-None-Match', '*').expect(201);

/** Versions are counted in each store, so that the first record has the first. */
const first = { 'If-Match': '"1"' };

const deleted = async (store: StoreCalls): Promise<unknown> => {
  const { headers } = await store.get(RECORD).expect(200);
  return store.delete(RECORD).set('If-Match', headers.etag!).expect(204);
};

export const workflowMutations: Mutation[] = [
  { operation: 'putDefinition', path: REVIEW, body: review },
  {
    operation: 'putDefinition',
    when: 'finds it',
    path: REVIEW,
    body: review,
    before: defined,
    after: (store) => store.put(REVIEW.replace(/1$/, '2'), review).expect(201),
  },
  {
    operation: 'startInstance',
    path: '/workflow/instances',
    body: { definition: 'approval', data },
    after: (store, { id }) =>
      store
        .post(`/workflow/instances/${id}/transitions`, { to: 'approved', expectedState: 'pending' })
        .expect(200),
  },
  {
    operation: 'transitionInstance',
    path: '/workflow/instances/i/transitions',
    body: { to: 'approved', expectedState: 'pending', data },
    headers: first,
    before: started,
  },
  { operation: 'putRecord', path: RECORD, body: data, headers: { 'If-None-Match': '*' }, after: deleted },
  {
    operation: 'putRecord',
    when: 'replaces it',
    path: RECORD,
    body: { ...data, z: 2 },
    headers: first,
    before: recorded,
    after: deleted,
  },
  {
    operation: 'patchRecord',
    path: RECORD,
    body: { z: null, a: { w: 1, x: 2 } },
    headers: first,
    before: recorded,
    after: deleted,
  },
  { operation: 'deleteRecord', path: RECORD, headers: first, before: recorded, after: recorded },
];
