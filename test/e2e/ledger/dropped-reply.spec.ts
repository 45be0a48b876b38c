import { randomUUID } from 'node:crypto';
import { retry, useLossyHouse } from '../../support/use-lossy-house';
import { LedgerCalls } from './ledger-calls';

const the = useLossyHouse();
let ledger: LedgerCalls;

beforeEach(async () => {
  ledger = new LedgerCalls(the.store);
  await ledger.open('alice', 1000);
  await ledger.open('bob');
  const pending = { ttlSeconds: 60 };
  await ledger.transfer({ from: 'alice', to: 'bob', amount: 100, id: 'p', pending }).expect(201);
  await ledger.transfer({ from: 'alice', to: 'bob', amount: 50, id: 't' }).expect(201);
});

const one = { from: 'alice', to: 'bob', amount: 40 };
const calls: [string, string, object | undefined, { alice: number; bob: number }][] = [
  ['a transfer', '', one, { alice: 910, bob: 90 }],
  ['a pending transfer', '', { ...one, pending: { ttlSeconds: 60 } }, { alice: 950, bob: 50 }],
  ['an atomic batch', '/batch', { mode: 'atomic', transfers: [one, one] }, { alice: 870, bob: 130 }],
  ['a post', '/p/post', undefined, { alice: 850, bob: 150 }],
  ['a void', '/p/void', undefined, { alice: 950, bob: 50 }],
  ['a reversal', '/t/reverse', undefined, { alice: 1000, bob: 0 }],
];

it.each(calls)(
  'a reply lost after %s ran: 503, outcome unknown; the same key moves the money once',
  async (...call) => {
    const [, path, body, balances] = call;
    const key = randomUUID();
    the.proxy.cutNextReply();
    const lost = await the.store.post(`/ledger/transfers${path}`, body, key).expect(503);
    expect(lost.body).toMatchObject({ code: 'STORE_UNAVAILABLE', outcome: 'unknown' });
    const again = await retry(() => the.store.post(`/ledger/transfers${path}`, body, key));
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect({ alice: await ledger.balance('alice'), bob: await ledger.balance('bob') }).toEqual(balances);
    await ledger.clean();
  },
);
