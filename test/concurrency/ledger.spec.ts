import { randomUUID } from 'node:crypto';
import { useLedger } from '../e2e/ledger/use-ledger';
import { count, crowd } from '../support/crowd';
import { sleep } from '../support/time';

const the = useLedger({ SWEEP_INTERVAL_MS: 100 });

it('conserves money in 3 000 transfers among 10 accounts, none of them below its floor', async () => {
  const ids = Array.from({ length: 10 }, (_, i) => `account-${i}`);
  for (const [i, id] of ids.entries()) await the.ledger.open(id, 100, { overdraft: i < 5 ? 0 : 50 });
  const statuses = await crowd(3000, async (i) => {
    const [from, to] = [ids[i % 10]!, ids[(i + 1 + (i % 7)) % 10]!];
    return (await the.ledger.transfer({ from, to, amount: 1 + ((i * 31) % 90) })).status;
  });
  expect(count(statuses, 201) + count(statuses, 409)).toBe(3000);
  expect(count(statuses, 409)).toBeGreaterThan(0);
  const accounts = await Promise.all(ids.map((id) => the.ledger.account(id)));
  expect(accounts.reduce((sum, { balance }) => sum + balance, 0)).toBe(1000);
  for (const { available } of accounts) expect(available).toBeGreaterThanOrEqual(0);
  await the.ledger.clean();
}, 120_000);

it('lets exactly 10 of 20 transfers of 100 pass a daily limit of 1 000', async () => {
  await the.ledger.open('alice', 5000, { limits: { daily: 1000 } });
  await the.ledger.open('bob');
  const answers = await crowd(20, async (i) => {
    const pending = i % 2 ? { ttlSeconds: 60 } : undefined;
    return the.ledger.transfer({ from: 'alice', to: 'bob', amount: 100, pending });
  });
  const refused = answers.filter(({ status }) => status === 409);
  expect(refused).toHaveLength(10);
  for (const { body } of refused) expect(body).toMatchObject({ code: 'LIMIT_EXCEEDED', used: 1000 });
  expect(await the.ledger.account('alice')).toMatchObject({ usedToday: 1000, available: 4000 });
  await the.ledger.clean();
});

it('has one effect and one answer for 100 calls with one key', async () => {
  await the.ledger.open('alice', 500);
  await the.ledger.open('bob');
  const key = randomUUID();
  const request = { from: 'alice', to: 'bob', amount: 7 };
  const answers = await crowd(100, async () => await the.ledger.transfer(request, key).expect(201));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers.filter(({ headers }) => headers['idempotent-replayed'] !== 'true')).toHaveLength(1);
  expect([await the.ledger.balance('alice'), await the.ledger.balance('bob')]).toEqual([493, 7]);
});

it('ends each of 500 pending transfers raced by post, void and expiry exactly once', async () => {
  await the.ledger.open('alice', 5000);
  await the.ledger.open('bob');
  await crowd(500, async (i) => {
    const pending = { ttlSeconds: 1 + (i % 3) };
    await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 10, id: `p${i}`, pending }).expect(201);
  });
  const ends = await crowd(1500, async (i) => {
    const { status, body } = await the.ledger.end(
      `p${i % 500}`,
      i % 3 ? 'post' : 'void',
      i % 3 === 2 ? { amount: 4 } : {},
    );
    return status === 200 ? (body as { state: string; postedAmount: number }) : undefined;
  });
  for (let waited = 0; (await the.ledger.account('alice')).held > 0 && waited < 50; waited++) {
    await sleep(100);
  }
  const all = await crowd(500, async (i) => (await the.store.get(`/ledger/transfers/p${i}`)).body);
  for (const state of ['posted', 'voided']) {
    const ended = ends.filter((end) => end?.state === state);
    expect(all.filter((transfer) => transfer.state === state)).toHaveLength(ended.length);
  }
  expect(all.filter(({ state }) => state === 'pending')).toEqual([]);
  const posted = all.reduce((sum, { postedAmount }) => sum + postedAmount, 0);
  expect(await the.ledger.account('alice')).toMatchObject({ balance: 5000 - posted, held: 0 });
  expect(await the.ledger.account('bob')).toMatchObject({ balance: posted, incoming: 0 });
  await the.ledger.clean();
}, 120_000);

it('reverses no more than a transfer moved when 50 reversals run at once', async () => {
  await the.ledger.open('alice', 1000);
  await the.ledger.open('bob', 1000);
  await the.ledger.transfer({ from: 'alice', to: 'bob', amount: 1000, id: 't' }).expect(201);
  const statuses = await crowd(50, async () => (await the.ledger.end('t', 'reverse', { amount: 30 })).status);
  expect([count(statuses, 201), count(statuses, 409)]).toEqual([33, 17]);
  expect((await the.store.get('/ledger/transfers/t')).body.reversedAmount).toBe(990);
  expect(await the.ledger.balance('bob')).toBe(1010);
  await the.ledger.clean();
});

it('runs a deep audit while money moves, and reports no false drift', async () => {
  for (const id of ['alice', 'bob', 'carol', 'quiet']) await the.ledger.open(id, 500);
  let moving = true;
  const mover = (async () => {
    for (let i = 0; moving; i++) {
      const pending = i % 3 ? undefined : { ttlSeconds: 60 };
      const [from, to] = [['alice', 'bob', 'carol'][i % 3], ['alice', 'bob', 'carol'][(i + 1) % 3]];
      const { body } = await the.ledger.transfer({ from, to, amount: 1 + (i % 9), pending });
      if (pending && body.id) await the.ledger.end(body.id, i % 2 ? 'post' : 'void');
    }
  })();
  for (let i = 0; i < 10; i++) {
    expect((await the.store.post('/ledger/audits', { deep: true }).expect(200)).body).toMatchObject({
      balanced: true,
      drift: [],
    });
  }
  moving = false;
  await mover;
  await the.ledger.clean();
});
