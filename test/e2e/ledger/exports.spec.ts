import { beancountAccount, beancountCommodity } from '../../../src/ledger/export/beancount-names';
import { hledgerAccount } from '../../../src/ledger/export/hledger-format';
import { beanCheck, hledger, hledgerBalances, withAccountingTools } from '../../support/accounting-tools';
import { sleep } from '../../support/time';
import { ofUse, readByTools } from './read-by-tools';
import { useLedger } from './use-ledger';

const the = useLedger();

const { file, balances, accepted } = readByTools(() => the.store);

const IDS = ['alice', 'Alice', 'X-xalice', 'a:b', 'a~b', '@b', '9', 'a.b_c', 'equity'];
const REFERENCES = ['; date:2026-99-99', '[2026-99-99] "q" \\ é 日', 'a, b: c', '* ! = 5 "EUR"', '\\'];
const ASSETS = ['EUR', 'A', 'TRUE', 'X.A', 'B.-', 'L'.repeat(32)];

const random = (() => {
  let seed = 7;
  return (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
})();

/** A day of business: transfers in batches, pending ones with every end there is, reversals. */
async function trade(batches: number): Promise<void> {
  for (let i = 0; i < batches; i++) {
    const transfers = Array.from({ length: 100 }, () => ({
      from: IDS[random(IDS.length)],
      to: IDS[random(IDS.length)],
      amount: 1 + random(5_000),
      reference: REFERENCES[random(REFERENCES.length)],
    }));
    await the.ledger.batch('independent', transfers).expect(200);
  }
  for (let i = 0; i < 20; i++) {
    const [id, pending] = [`p${i}-${batches}`, { ttlSeconds: i % 4 === 3 ? 1 : 600 }];
    await the.ledger.transfer({ id, from: 'alice', to: 'a:b', amount: 10, pending }).expect(201);
    if (i % 4 === 0) await the.ledger.end(id, 'post', { amount: 1 + random(9) }).expect(200);
    if (i % 8 === 0) await the.ledger.end(id, 'reverse', { amount: 1 }).expect(201);
    if (i % 4 === 1) await the.ledger.end(id, 'void').expect(200);
  }
}

async function openAll(): Promise<void> {
  for (const id of IDS) await the.ledger.open(id, 9_007_199_254_740 * 10);
  for (const asset of ASSETS) await the.ledger.open(`in-${asset}`, 3, { asset });
  await the.ledger.open('most', 9_007_199_254_740_991, { asset: 'MOST' });
}

withAccountingTools('GET /ledger/export, read by hledger and beancount', () => {
  it('has the balances of a day of business, to the unit, whatever the names', async () => {
    await openAll();
    await trade(20);
    await accepted();
  }, 120_000);

  it('begins with the balances before `from`, and ends with `to`', async () => {
    await openAll();
    await trade(1);
    await sleep(5);
    const from = (await the.store.get('/ledger/accounts/alice/entries?limit=1')).body.items[0].at;
    const at = new Date(Date.parse(from) + 2).toISOString();
    await accepted(`&from=${at}`);
    const before = await balances(hledgerAccount);
    await the.ledger.transfer({ from: 'alice', to: 'Alice', amount: 5 }).expect(201);
    const part = await file('hledger', `&to=${at}`);
    expect(await hledger(part, 'check', '--strict')).toEqual({ ok: true, output: '' });
    expect(ofUse(await hledgerBalances(part))).toEqual(before);
    expect(await file('hledger', `&from=${at}`)).toContain('opening balance');
    await accepted(`&from=${at}`);
    await accepted('&from=2999-01-01T00:00Z');
  }, 120_000);

  it('is refused by its tool where it is one unit off anywhere', async () => {
    await the.ledger.open('alice', 1_000_000_000_000);
    await the.ledger.open('a:b', 9_007_199_254_740_991, { asset: 'MOST' });
    await the.ledger.transfer({ from: 'alice', to: '@world', amount: 300 }).expect(201);
    for (const [format, check] of [
      ['hledger', (text: string) => hledger(text, 'check')],
      ['beancount', beanCheck],
    ] as const) {
      const text = await file(format);
      expect((await check(text)).ok).toBe(true);
      const numbers = [...text.matchAll(/(?<= {2}|= )-?\d+(?= (?:"|~|[A-Z]+\n))/g)];
      expect(numbers.length).toBeGreaterThan(8);
      for (const { 0: number, index } of numbers) {
        const off = text.slice(0, index) + String(BigInt(number) + 1n) + text.slice(index + number.length);
        expect([number, index, (await check(off)).ok]).toEqual([number, index, false]);
      }
      // Both sides of a transaction at once: it balances, and the assertions do not hold.
      const both = text.replaceAll(/(?<= {2}-?)300(?= )/g, '301');
      expect(both).not.toBe(text);
      expect((await check(both)).ok).toBe(false);
    }
  }, 120_000);
});

it('has the mapping of each name', async () => {
  await the.ledger.open('a:b', 1, { asset: 'TRUE' });
  expect(await file('hledger')).toContain('account a%3Ab  ; id: a:b\n');
  const ledger = await file('beancount');
  expect(ledger).toContain('open Assets:A-cb\n  id: "a:b"\n');
  expect(ledger).toContain(`commodity ${beancountCommodity('TRUE')}\n  asset: "TRUE"\n`);
});

it('gives no two ids one name, nor two assets', () => {
  const some = ['a', 'A', 'X', '-', '@', '.', 'x', 'c', '1'];
  const ids = some.flatMap((a) => some.flatMap((b) => some.flatMap((c) => some.map((d) => a + b + c + d))));
  const valid = [...new Set(ids.filter((id) => /^[A-Za-z0-9@]/.test(id)))];
  expect(new Set(valid.map(beancountAccount)).size).toBe(valid.length);
  for (const id of valid) expect(beancountAccount(id)).toMatch(/^Assets:[A-Z0-9][A-Za-z0-9-]*$/);
  const assets = [...ASSETS, ...ASSETS.map(beancountCommodity).filter((name) => !ASSETS.includes(name))];
  expect(new Set(assets.map(beancountCommodity)).size).toBe(assets.length);
});

it('is a CSV of all statements', async () => {
  await the.ledger.open('alice', 5);
  const rows = (await file('csv')).split('\n');
  expect(rows[0]).toBe(
    'account,asset,sequence,at,transferId,counterparty,change,balanceAfter,reference,state,actor',
  );
  expect(rows.slice(1).map((row) => row.replace(/[\dT:.-]+Z|[\da-f-]{36}/g, ''))).toEqual([
    ...['@world,USD,,,,,,0,,opening,', '@world,USD,1,,,alice,-5,-5,,posted,', '@world,USD,,,,,,-5,,closing,'],
    ...['alice,USD,,,,,,0,,opening,', 'alice,USD,1,,,@world,5,5,,posted,', 'alice,USD,,,,,,5,,closing,', ''],
  ]);
});

it('is empty for a store without accounts, and refuses what it does not know', async () => {
  expect(await file('csv')).toMatch(/^account,[^\n]+\n$/);
  for (const query of ['format=xml', 'from=now', 'limit=1']) {
    await the.store.get(`/ledger/export?${query}`).expect(400);
  }
});
