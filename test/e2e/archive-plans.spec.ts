import { setTimeout as sleep } from 'node:timers/promises';
import { haveLeft, sendMoney } from '../support/trimmed-store';
import { LEAVING, useArchivedHouse } from '../support/use-archived-house';

jest.setTimeout(120_000);

const ROWS = 100_000;
const SKUS = 10;
/** PostgreSQL tells of what a session did a second later. */
const TOLD_AFTER_MS = 2_500;

const the = useArchivedHouse(LEAVING);

/** History of things that nobody asks for. */
async function fill(store: string): Promise<void> {
  const rows = `from generate_series(1, ${ROWS}) n`;
  const actor = 'null, null, false';
  const id = "'id-' || n";
  await the.postgres.rows(`
    insert into countinghouse.events select '${store}', n || '-0', n, 0, 0, 'inventory.adjusted', now(), 'o-' || n, null,
      ${actor}, '{}' ${rows};
    insert into countinghouse.movements select '${store}', 'OLD-' || n % 10, n, 'deduction', -1, 0, 1, 0, null, 'o-' || n,
      ${actor}, ${id}, null, now() ${rows};
    insert into countinghouse.deductions select '${store}', ${id}, 'OLD-' || n % 10, n, 1, 2, 1, 1, 0, null, 'o-' || n,
      ${actor}, null, now(), 'x' ${rows};
    insert into countinghouse.entries select '${store}', 'old-' || n % 9, 'USD', n, ${id}, 'other', 1, n,
      ${actor}, now() ${rows};
    analyze`);
}

/** How often each table was read as a whole. */
async function wholeReads(): Promise<Record<string, number>> {
  await sleep(TOLD_AFTER_MS);
  const rows = await the.postgres.rows<{ relname: string; seq_scan: string }>(
    `select relname, seq_scan from pg_stat_user_tables where schemaname = 'countinghouse' and relname <> 'stores'`,
  );
  return Object.fromEntries(rows.map(({ relname, seq_scan }) => [relname, Number(seq_scan)]));
}

it('copies, lets leave and lists without reading a table as a whole', async () => {
  const store = await the.house.store();
  for (let i = 0; i < SKUS; i++) await store.receive(`TEE-${i}`, 10_000);
  await haveLeft(the.house, store);
  await fill(store.name);
  const before = await wholeReads();
  for (let i = 0; i < 4; i++) {
    const items = Array.from({ length: 500 }, (_, n) => ({ sku: `TEE-${n % SKUS}`, quantity: 1 }));
    await store.post('/inventory/deductions/batch', { items }).expect(200);
  }
  await sendMoney(store, 300);
  await haveLeft(the.house, store);
  for (const path of [
    ...['/inventory/items/TEE-0/movements', '/ledger/accounts/shop/entries', '/journal'],
    ...['/ledger/accounts/shop/statement', '/ledger/accounts/shop?at=2026-01-01T00:00:00Z'],
  ])
    for (const order of path.includes('?') || path.endsWith('statement')
      ? ['']
      : ['?order=asc', '?order=desc'])
      await store.get(`${path}${order}`).expect(200);
  expect(await wholeReads()).toEqual(before);
});
