import { storeKey } from '../../src/platform/redis/keys';
import { LedgerCalls } from '../e2e/ledger/ledger-calls';
import { moveClock } from '../support/moved-clock';
import { useHouse } from '../support/use-house';

const the = useHouse({ SWEEP_INTERVAL_MS: 3_600_000 });
const BEGIN = Date.parse('2031-01-01T00:00:00Z');
const DAY_MS = 86_400_000;
/** Entries in all; so many of one account are in one call, and have one time. */
const [ENTRIES, AT_ONCE] = [1_200, 20];
/** Marks are 32 apart; one more tells that there is none between. */
const WHILE_MARKED = 1 + Math.log2(32);
const WITHOUT_MARKS = Math.ceil(Math.log2(ENTRIES)) + 1;

let setClock: (ms: number) => Promise<void>;
let ledger: LedgerCalls;
let entered: number[];

beforeAll(async () => {
  setClock = await moveClock(the.house.redis.client, BEGIN);
});

beforeEach(async () => {
  await setClock(BEGIN);
  ledger = new LedgerCalls(await the.house.store());
  await ledger.open('ann');
  entered = [];
});

/** Brings in one minor unit so many times, at times that are told by the number of the call. */
async function enter(timeOf: (call: number) => number, entries = ENTRIES): Promise<void> {
  const one = { from: '@world', to: 'ann', amount: 1 };
  for (let call = 0; call < entries / AT_ONCE; call++) {
    const ms = BEGIN + Math.floor(timeOf(call));
    await setClock(ms);
    await ledger.batch('atomic', Array<object>(AT_ONCE).fill(one)).expect(200);
    entered.push(...Array<number>(AT_ONCE).fill(ms));
  }
  await setClock(entered.at(-1)! + DAY_MS);
}

/** The balance at a time, and how many records the script asked for to tell it. */
async function balanceAt(ms: number, id = 'ann'): Promise<{ balance: number; asked: number }> {
  const { client } = the.house.redis;
  await client.config('RESETSTAT');
  const { balance } = await ledger.account(id, `?at=${new Date(ms).toISOString()}`);
  const [, asked] = /^cmdstat_hget:calls=(\d+)/m.exec(await client.info('commandstats'))!;
  return { balance, asked: Number(asked) };
}

/** Just before, at, and just after each time at which there are entries: as a replay tells it, in so many steps. */
async function expectFound(most: number): Promise<void> {
  const around = (await balanceAt(BEGIN)).asked;
  for (const at of new Set(entered))
    for (const ms of [at - 1, at, at + 1]) {
      const { balance, asked } = await balanceAt(ms);
      expect({ ms, balance }).toEqual({ ms, balance: entered.filter((one) => one <= ms).length });
      expect(asked - around).toBeLessThanOrEqual(most);
    }
}

const CALLS = ENTRIES / AT_ONCE;

describe('the balance at a time', () => {
  it.each<[string, (call: number) => number]>([
    ['evenly', (call) => (call + 1) * 9_000],
    ['in one burst long before the last of them', (call) => (call === CALLS - 1 ? 900 * DAY_MS : call + 1)],
    ['in one burst long after the first of them', (call) => (call === 0 ? 1 : 900 * DAY_MS + call)],
    ['in one millisecond, all but the first and the last', (call) => ({ 0: 1, [CALLS - 1]: 99 })[call] ?? 50],
    ['ever more slowly', (call) => 1.5 ** call + call],
  ])('is found between two marks where entries came %s', async (_, timeOf) => {
    await enter(timeOf);
    await expectFound(WHILE_MARKED);
  });

  it('is found between marks of @world too, which has the same entries', async () => {
    await enter((call) => call + 1);
    const { balance, asked } = await balanceAt(entered[700]!, '@world');
    expect(balance).toBe(-entered.filter((one) => one <= entered[700]!).length);
    expect(asked).toBeLessThanOrEqual(WHILE_MARKED + 3);
  });

  it('is found by halving what an older release left without marks, also where later ones have some', async () => {
    await enter((call) => call + 1, ENTRIES / 2);
    const index = storeKey(ledger.store.name, 'transfer_index');
    expect(await the.house.redis.client.zremrangebylex(index, '[e/ann/', '(e/ann0')).toBe(
      Math.floor(ENTRIES / 2 / 32),
    );
    await expectFound(WITHOUT_MARKS);
    await enter((call) => DAY_MS * 2 + call, ENTRIES / 2);
    await expectFound(WITHOUT_MARKS);
  });
});
