import fc from 'fast-check';
import { inLua } from '../support/lua-root';
import { startRedis, TestRedis } from '../support/redis-server';

const MAX = 9_007_199_254_740_991;

let redis: TestRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

/** lua/kernel/apportion.lua; null where no rounding gives this sum. */
async function split(
  amount: number,
  weights: number[],
  whole: number,
  sum?: number,
): Promise<number[] | null> {
  const body = `local weights = cjson.decode(ARGV[2])
    local parts = apportion.split(ARGV[1] + 0, weights, ARGV[3] + 0, ARGV[4] and ARGV[4] + 0)
    for i = 1, parts and #parts or 0 do parts[i] = string.format('%d', parts[i]) end
    return parts and cjson.encode(parts) or 'null'`;
  const args = [
    String(amount),
    `[${weights.join()}]`,
    String(whole),
    ...(sum === undefined ? [] : [String(sum)]),
  ];
  const parts = JSON.parse(String(await inLua(redis.client, 'kernel/apportion', body, ...args))) as
    string[] | null;
  return parts && parts.map(Number);
}

/** Does so by numbers that have no bounds. */
function expected(amount: number, weights: number[], whole: number, sum?: number): number[] | null {
  const exact = (weight: number): bigint => BigInt(amount) * BigInt(weight);
  const parts = weights.map((weight) => exact(weight) / BigInt(whole));
  const rests = weights.map((weight, i) => ({ i, rest: exact(weight) % BigInt(whole) }));
  const all = weights.reduce((total, weight) => total + exact(weight), 0n);
  const [floor, ceiling] = [all / BigInt(whole), (all + BigInt(whole) - 1n) / BigInt(whole)];
  const wanted = sum === undefined ? floor : BigInt(sum);
  if (wanted < floor || wanted > ceiling) return null;
  let left = wanted - parts.reduce((total, part) => total + part, 0n);
  rests.sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1));
  for (const { i } of rests) if (left-- > 0n) parts[i]! += 1n;
  return parts.map(Number);
}

const amounts = fc.oneof(fc.nat({ max: 1000 }), fc.nat({ max: MAX }), fc.constant(MAX));

it('gives shares in basis points their largest remainders, whatever the total', async () => {
  const shares = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(amounts, shares, async (amount, weights) => {
      expect(await split(amount, weights, 10_000)).toEqual(expected(amount, weights, 10_000));
    }),
    { numRuns: 300 },
  );
});

it('splits an amount over all that is left to the unit, and no part is more than its weight', async () => {
  const lefts = fc.array(fc.oneof(fc.nat({ max: 9 }), fc.nat({ max: Math.floor(MAX / 11) })), {
    minLength: 1,
    maxLength: 10,
  });
  await fc.assert(
    fc.asyncProperty(lefts, fc.double({ min: 0, max: 1, noNaN: true }), async (weights, portion) => {
      const whole = weights.reduce((total, weight) => total + weight, 0);
      fc.pre(whole > 0);
      const amount = Math.min(whole, Math.floor(whole * portion));
      const parts = (await split(amount, weights, whole))!;
      expect(parts).toEqual(expected(amount, weights, whole));
      expect(parts.reduce((total, part) => total + part, 0)).toBe(amount);
      expect(parts.filter((part, i) => part > weights[i]!)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

it('comes to another sum only where the exact one lies between', async () => {
  expect(await split(1001, [9000], 10_000, 901)).toEqual([901]);
  expect(await split(1001, [9000], 10_000, 900)).toEqual([900]);
  expect(await split(1001, [9000], 10_000, 902)).toBeNull();
  expect(await split(1000, [9000], 10_000, 901)).toBeNull();
  expect(await split(100, [3333, 3333, 3334], 10_000, 100)).toEqual([33, 33, 34]);
});
