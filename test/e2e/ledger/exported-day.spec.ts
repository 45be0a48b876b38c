import { withAccountingTools } from '../../support/accounting-tools';
import { readByTools } from './read-by-tools';
import { useLedger } from './use-ledger';

const ASSETS = ['USD', 'EUR', 'JPY', 'POINTS'];
const PER_ASSET = 6;
const BATCHES = 190;
const GROUPS = 10;
const PER_BATCH = 100;

const the = useLedger();
const { accepted } = readByTools(() => the.store);

const random = (() => {
  let seed = 11;
  return (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
})();

interface Made {
  status: number;
  body: { id: string; state: string };
}

/** Two accounts of one asset, or one of them and the outside world. */
function parties(): { from: string; to: string } {
  const asset = ASSETS[random(ASSETS.length)]!;
  const from = random(PER_ASSET);
  const to = (from + 1 + random(PER_ASSET - 1)) % PER_ASSET;
  const nameOf = (i: number): string => (random(20) === 0 ? '@world' : `${asset}-${i}`);
  const [sender, receiver] = [nameOf(from), nameOf(to)];
  return { from: sender === receiver ? `${asset}-${from}` : sender, to: receiver };
}

const transfer = (pending: boolean): object => ({
  ...parties(),
  amount: random(50) === 0 ? { upTo: 3_000 } : 1 + random(3_000),
  reference: `invoice ${random(500)}`,
  ...(pending ? { pending: { ttlSeconds: 600 } } : {}),
});

/** Ends a pending transfer in one of all ways, or leaves it open. */
async function end(id: string): Promise<void> {
  const way = random(4);
  if (way === 0) await the.ledger.end(id, 'void').expect(200);
  if (way === 1) await the.ledger.end(id, 'post', { amount: 1 }).expect(200);
  if (way === 2) await the.ledger.end(id, 'post').expect(200);
}

async function trade(): Promise<number> {
  let made = 0;
  for (let i = 0; i < BATCHES; i++) {
    const transfers = Array.from({ length: PER_BATCH }, () => transfer(random(12) === 0));
    const { results } = (await the.ledger.batch('independent', transfers).expect(200)).body as {
      results: Made[];
    };
    const done = results.filter(({ status }) => status === 201).map(({ body }) => body);
    made += done.length;
    for (const { id } of done.filter(({ state }) => state === 'pending').slice(0, 4)) await end(id);
    // Whoever got it may have spent it.
    for (const { id } of done.filter(({ state }) => state === 'posted').slice(0, 2))
      await the.ledger.end(id, 'reverse', random(2) ? { amount: 1 } : {});
  }
  for (let i = 0; i < GROUPS; i++) {
    const legs = Array.from({ length: PER_BATCH }, (_, leg) => ({
      ...{ from: 'USD-0', to: `USD-${1 + (leg % 5)}`, amount: 1 + random(9) },
      pending: { ttlSeconds: 600 },
    }));
    await the.ledger.group(`g${i}`, legs).expect(200);
    made += legs.length;
    if (i % 3 < 2) await the.ledger.endGroup(`g${i}`, i % 3 ? 'void' : 'post').expect(200);
    if (i % 6 === 0) await the.ledger.endGroup(`g${i}`, 'reverse').expect(201);
  }
  return made;
}

withAccountingTools('a day of 20 000 transfers', () => {
  it('is accepted by hledger and beancount, which arrive at the balances of the service', async () => {
    for (const asset of ASSETS)
      for (let i = 0; i < PER_ASSET; i++) await the.ledger.open(`${asset}-${i}`, 10_000_000, { asset });
    expect(await trade()).toBeGreaterThan(19_000);
    await the.ledger.clean();
    await accepted();
  }, 300_000);
});
