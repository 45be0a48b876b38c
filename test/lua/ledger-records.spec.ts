import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeAccount, encodeAccount } from '../../src/ledger/generated/account-record';
import { decodeEntry, encodeEntry } from '../../src/ledger/generated/entry-record';
import { decodeOutcome, encodeOutcome } from '../../src/ledger/generated/outcome-record';
import { decodeTotals, encodeTotals } from '../../src/ledger/generated/totals-record';
import { decodeTransfer, encodeTransfer } from '../../src/ledger/generated/transfer-record';
import { KeyName, storeKey } from '../../src/platform/redis/keys';
import { startRedis, TestRedis } from '../support/redis-server';

const ROOT = join(__dirname, '../..');
const partOf = (path: string): string => {
  const local = path.split('/').pop()!.replaceAll('-', '_');
  return `local ${local} = (function()\n${readFileSync(join(ROOT, `lua/${path}.lua`), 'utf8')}\nend)()\n`;
};

interface Kind {
  key: KeyName;
  again: (record: string) => string;
  /** Lua that reads the text `record` and writes it again; nil where it is none. */
  lua: string;
}

const kinds: Record<string, Kind> = {
  account: {
    key: 'accounts',
    again: (record) => encodeAccount(decodeAccount(record)),
    lua: `
      local a = account_record.read(record, 'a')
      local version, asset, state, overdraft, per, daily, rolling, metadata = account_record.read_terms_text(a and a.terms_text or '')
      return version and account_record.write(account_record.times_of(record), a.balance_text, a.sequence, a.used,
        a.changes, a.held_text, a.incoming_text,
        account_record.terms_text(version, asset, state, overdraft, per, daily, rolling, metadata))`,
  },
  transfer: {
    key: 'transfers',
    again: (record) => encodeTransfer(decodeTransfer(record)),
    lua: `
      local t = transfer_record.read(record, 't')
      return t and transfer_record.write(t.state, t.posted, t.reversed, t.ended_ms,
        t.counted_with, t.request, t.balances, t.origin)`,
  },
  entry: {
    key: 'entries',
    again: (record) => encodeEntry(decodeEntry(record)),
    lua: 'return entry_record.read(record) and entry_record.write(entry_record.read(record))',
  },
  totals: {
    key: 'ledger_totals',
    again: (record) => encodeTotals(decodeTotals(record)),
    lua: 'return totals_record.read(record) and totals_record.write(totals_record.read(record))',
  },
};

let redis: TestRedis;
const dir = mkdtempSync(join(tmpdir(), 'ch-records-'));

beforeAll(async () => {
  cpSync(join(ROOT, 'test/data/36de2c5'), dir, { recursive: true });
  redis = await startRedis('--dir', dir, '--appendonly', 'yes', '--appendfsync', 'no');
});
afterAll(async () => {
  await redis.stop();
  rmSync(dir, { recursive: true, force: true });
});

const inLua = (name: string, body: string, record: string): Promise<unknown> => {
  const modules = [partOf('kernel/integer'), partOf(`ledger/generated/${name}-record`)].join('');
  return redis.client.eval(`${modules}local record = ARGV[1]\n${body}`, 0, record);
};

/** Every record of a kind that release 36de2c5 has left. */
async function kept(key: KeyName): Promise<string[]> {
  const stores = await Promise.all(
    ['main', 'berlin'].map((store) => redis.client.hvals(storeKey(store, key))),
  );
  return stores.flat();
}

describe.each(Object.entries(kinds))('a record of 36de2c5: %s', (name, { key, again, lua }) => {
  it('is read and written to the letter, in TypeScript and in Lua', async () => {
    const records = await kept(key);
    expect(records.length).toBeGreaterThan(1);
    for (const record of records) {
      expect(again(record)).toBe(record);
      expect(await inLua(name, lua, record)).toBe(record);
    }
  });

  it('is none where a word of it is missing, or a number is none', async () => {
    for (const record of await kept(key)) {
      const words = record.split(' ');
      const damaged = words.flatMap((word, i) =>
        /^-?\d+$/.test(word) ? [words.with(i, `${word}x`).join(' '), words.with(i, '').join(' ')] : [],
      );
      for (const text of ['', words[0]!, words.slice(0, 2).join(' '), ...damaged.slice(0, 20)]) {
        expect(() => again(text)).toThrow();
        expect([text, await inLua(name, lua, text)]).toEqual([text, null]);
      }
    }
  });
});

describe('the view of a transfer that lapses', () => {
  const request = '1700000000000 0 - ann bob 5 USD';
  const lapse = (record: string): Promise<unknown> =>
    inLua('transfer', 'return { transfer_record.lapse(record) }', record);

  it('reads one that is pending as it was made', async () => {
    const record = `pending 0 0 0 ${request} 1 2 1600000000000 {}`;
    const parts = [null, '1700000000000', null, 'ann', 'bob', '5', 'USD', '1600000000000', '{}'];
    expect(await lapse(record)).toEqual(parts);
    const ended = await inLua('transfer', "return transfer_record.with_state(record, 'expired')", record);
    expect(ended).toBe(`expired 0 0 0 ${request} 1 2 1600000000000 {}`);
  });

  it('reads a leg that another counts for', async () => {
    const record = `2|pending 0 0 0 o-1 ${request} 1 2 1600000000000 {}`;
    const parts = ['o-1', '1700000000000', null, 'ann', 'bob', '5', 'USD', '1600000000000', '{}'];
    expect(await lapse(record)).toEqual(parts);
    const ended = await inLua('transfer', "return transfer_record.with_state(record, 'expired')", record);
    expect(ended).toBe(`2|expired 0 0 0 o-1 ${request} 1 2 1600000000000 {}`);
  });

  it.each([
    ['posted', `posted 5 0 1650000000000 ${request}`],
    ['of which something was posted', `pending 5 0 0 ${request}`],
    ['of which something came back', `pending 0 5 0 ${request}`],
    ['that has ended', `pending 0 0 1650000000000 ${request}`],
    ['that takes another back', `pending 0 0 0 ${request.replace(' - ', ' t1 ')}`],
  ])('passes over one %s', async (_, head) => {
    expect(await lapse(`${head} 1 2 1600000000000 {}`)).toEqual([]);
  });
});

describe('the outcome of a transfer', () => {
  it.each(['USD 5 -7 1700000000000', 'USD 5 -7 1700000000000 {"metadata":{"a b":" "}}'])(
    'is read and written to the letter: %s',
    async (text) => {
      expect(encodeOutcome(decodeOutcome(text))).toBe(text);
      expect(await inLua('outcome', 'return outcome_record.write(outcome_record.read(record))', text)).toBe(
        text,
      );
    },
  );

  it.each(['', 'USD', 'USD 5 -7', 'USD 5 -7 now', 'USD x 1 1700000000000'])('is none: %s', (text) => {
    expect(() => decodeOutcome(text)).toThrow();
  });
});
