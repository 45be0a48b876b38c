import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeCart, encodeCart } from '../../src/carts/generated/cart-record';
import { decodePrice, encodePrice } from '../../src/carts/generated/price-record';
import { decodeOrder, encodeOrder, OrderRecord } from '../../src/orders/generated/order-record';
import { KeyName, storeKey } from '../../src/platform/redis/keys';
import { inLua as runLua } from '../support/lua-root';
import { startRedis, TestRedis } from '../support/redis-server';

const ROOT = join(__dirname, '../..');

describe('a record that 36de2c5 wrote', () => {
  const dir = mkdtempSync(join(tmpdir(), 'ch-records-'));
  let redis: TestRedis;

  beforeAll(async () => {
    cpSync(join(ROOT, 'test/data/36de2c5'), dir, { recursive: true });
    redis = await startRedis('--dir', dir, '--appendonly', 'yes', '--appendfsync', 'no');
  });
  afterAll(async () => {
    await redis.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  function inLua(path: string, body: string, ...args: (string | number)[]): Promise<unknown> {
    return runLua(redis.client, path, body, ...args);
  }

  const hash = (key: KeyName): Promise<Record<string, string>> => redis.client.hgetall(storeKey('main', key));
  const orders = async (): Promise<string[]> => Object.values(await hash('orders'));
  async function carts(): Promise<string[]> {
    const keys = await redis.client.keys(storeKey('main', 'cart', '*'));
    return (await redis.client.mget(keys)) as string[];
  }
  const noneFails = (decode: (record: string) => unknown, records: string[]): void => {
    for (const record of records) expect(() => decode(record)).toThrow();
  };

  describe('of an order', () => {
    const PATH = 'orders/generated/order-record';
    const READ = `local o = order_record.read(ARGV[1], 'id')
      if not o then return 'none' end
      return cjson.encode({ o.id, o.record, o.state, o.refund, o.created_ms, o.payment, o.lines, o.reason })`;
    const damaged = (record: string): string[] => {
      const [head, ...rest] = record.split('\n') as [string, ...string[]];
      const words = head.split(' ');
      const withWords = (...changed: string[]): string => [changed.join(' '), ...rest].join('\n');
      return [
        '',
        'abc',
        head,
        `${head}\n${rest[0]}`,
        withWords(...words, 'more'),
        ...words.map((_, i) => withWords(...words.toSpliced(i, 1))),
        ...[1, 3, 8, 9].map((number) => withWords(...words.toSpliced(number, 1, 'x1'))),
      ];
    };

    it('is read and written to the letter in TypeScript', async () => {
      const records = await orders();
      const read = records.map((record) => decodeOrder(record));
      expect(read.map(encodeOrder)).toEqual(records);
      expect(new Set(read.map(({ state }) => state))).toEqual(new Set(['placed', 'fulfilled', 'cancelled']));
      for (const field of ['refund', 'payment', 'reservation', 'metadata', 'reason'] as const) {
        expect(new Set(read.map((record) => record[field] === null))).toEqual(new Set([true, false]));
      }
      expect(read.map(({ payment }) => payment?.transfer)).toEqual(
        expect.arrayContaining([undefined, null, expect.any(String)]),
      );
    });

    it('is read in Lua as in TypeScript', async () => {
      for (const record of await orders()) {
        const { state, refund, createdMs, payment, reason } = decodeOrder(record);
        const [, , , , packed, lines] = record.split(' ');
        expect(JSON.parse(String(await inLua(PATH, READ, record)))).toEqual([
          'id',
          record,
          state,
          refund ?? false,
          String(createdMs),
          payment !== null && packed,
          lines,
          reason ?? false,
        ]);
      }
    });

    it('is written in Lua to the letter', async () => {
      const WRITE = `for i = 1, 15 do if ARGV[i] == '(none)' then ARGV[i] = false end end
        local payment = ARGV[6] and order_record.payment(ARGV[6], ARGV[7], ARGV[8])
        return order_record.write(ARGV[1], ARGV[2], ARGV[3], order_record.lasting(ARGV[5], payment, ARGV[9], ARGV[10],
          ARGV[11], ARGV[12], ARGV[13], ARGV[14], ARGV[15]), ARGV[4])`;
      const texts = (r: OrderRecord, lines: string): (string | number)[] =>
        [
          ...[r.state, r.updatedMs, r.refund, r.reason, r.createdMs],
          ...[r.payment?.from, r.payment?.to, r.payment?.transfer],
          ...[lines, r.customer, r.currency, r.total, r.units, r.reservation, r.metadata],
        ].map((value) => value ?? '(none)');
      for (const record of await orders()) {
        const lines = record.split(' ')[5]!;
        expect(await inLua(PATH, WRITE, ...texts(decodeOrder(record), lines))).toBe(record);
      }
    });

    it('is none where a word is missing, one too many, or not a number', async () => {
      for (const record of await orders()) {
        noneFails(decodeOrder, damaged(record));
        for (const one of damaged(record)) expect([one, await inLua(PATH, READ, one)]).toEqual([one, 'none']);
      }
    });

    it('has a payment of three words, the last of which may be none', async () => {
      const read = (text: string): Promise<unknown> =>
        inLua(
          PATH,
          'local a, b, c = order_record.read_payment(ARGV[1]) return cjson.encode({ a, b, c })',
          text,
        );
      expect(await read('ann*shop*t1')).toBe('["ann","shop","t1"]');
      expect(await read('ann*shop*-')).toBe('["ann","shop",false]');
      const paid = (await orders()).find((record) => decodeOrder(record).payment?.transfer)!;
      for (const damage of ['ann', 'ann*shop', 'ann*shop*', '*shop*t1', 'ann**t1', 'ann*shop*t1*t2']) {
        expect(await read(damage)).toBe('{}');
        expect(() => decodeOrder(paid.replace(/ \S+\*\S+\*\S+/, ` ${damage}`))).toThrow();
      }
    });
  });

  it('of a cart is read and written to the letter, in TypeScript and in Lua', async () => {
    const again = 'return cart_record.write(cart_record.read(ARGV[1]))';
    const records = await carts();
    expect(new Set(records.map((record) => decodeCart(record).lines === null))).toEqual(
      new Set([true, false]),
    );
    for (const record of records) {
      expect(encodeCart(decodeCart(record))).toBe(record);
      expect(await inLua('carts/generated/cart-record', again, record)).toBe(record);
    }
  });

  it('of a cart is none where a word is missing, one too many, or not a number', async () => {
    const read = "return cart_record.read(ARGV[1]) or 'none'";
    const damaged = ['', '3', '3 9', '3 9 ', ' 9 -', '3 9 A*1 more', 'x 9 -', '3 x -', '3 9  A*1'];
    noneFails(decodeCart, damaged);
    for (const one of damaged) expect(await inLua('carts/generated/cart-record', read, one)).toBe('none');
  });

  it('of a price is read and written to the letter, in TypeScript and in Lua', async () => {
    const again = "return price_record.write(string.format('%d', price_record.read(ARGV[1])))";
    const records = Object.values(await hash('prices'));
    expect(records.length).toBeGreaterThan(1);
    for (const record of [...records, '0', '1', '1000', '1001', '9007199254740991']) {
      expect(encodePrice(decodePrice(record))).toBe(record);
      expect(await inLua('carts/generated/price-record', again, record)).toBe(record);
    }
  });

  it('of a price is none where it is no whole number from 0 on', async () => {
    const read = "return price_record.read(ARGV[1]) or 'none'";
    for (const one of ['', '-1', '-1001', '1.5', '007', '1e3', ' 1', '9007199254740992', 'abc']) {
      expect(await inLua('carts/generated/price-record', read, one)).toBe('none');
    }
    noneFails(decodePrice, ['', '-1', '1.5', '1e3', ' 1', 'abc']);
  });
});
