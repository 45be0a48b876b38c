import fc from 'fast-check';
import { Response } from 'supertest';
import { LedgerCalls } from '../e2e/ledger/ledger-calls';
import { moveClock } from '../support/moved-clock';
import { useHouse } from '../support/use-house';
import { Limits, LimitsModel, Verdict, Wanted } from './limits-model';

const HOUR_MS = 3_600_000;
/** Years ahead of Redis' own clock, so that nothing is over by that. */
const SHIFTS = [
  ['Europe/Berlin', '2031-03-30', 23],
  ['Europe/Berlin', '2031-10-26', 25],
  ['America/New_York', '2031-03-09', 23],
  ['America/New_York', '2031-11-02', 25],
  ['Australia/Lord_Howe', '2031-04-06', 24.5],
  ['Australia/Lord_Howe', '2031-10-05', 23.5],
] as const;
const DEFAULTS: Limits = { daily: 120 };
const FUNDS = 1_000_000;
/** Always so many: left to itself, fast-check begins with a few, which come upon no limit. */
const STEPS = 60;

// No sweeper: what is over and not swept yet must not matter.
const the = useHouse({ SWEEP_INTERVAL_MS: HOUR_MS });
let setClock: (ms: number) => Promise<void>;
beforeAll(async () => {
  setClock = await moveClock(the.house.redis.client, Date.parse('2031-01-01T00:00:00Z'));
});

interface Command {
  [fc.toStringMethod]: () => string;
  run(model: LimitsModel, ledger: LedgerCalls): Promise<void>;
}

// Few accounts and small numbers, so that commands come upon limits.
const account = fc.constantFrom('A', 'A', 'B');
const amount = fc.integer({ min: 1, max: 40 });
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined });
const ttl = fc.constantFrom(undefined, undefined, 60, 7_200, 90_000);
const wanted: fc.Arbitrary<Wanted> = fc
  .record({ from: account, amount, ttl })
  .map((one) => ({ ...one, to: one.from === 'A' ? 'B' : 'A' }));
const which = fc.nat({ max: 99 });

const rolling = fc.uniqueArray(
  fc
    .record({
      hours: fc.constantFrom(1, 5, 24, 25),
      amount: maybe(fc.integer({ min: 0, max: 120 })),
      count: maybe(fc.integer({ min: 0, max: 6 })),
    })
    .filter((rule) => rule.amount !== undefined || rule.count !== undefined),
  { minLength: 1, maxLength: 3, selector: (rule) => rule.hours },
);
const limits: fc.Arbitrary<Limits> = fc
  .record({
    perTransfer: fc.constantFrom(undefined, undefined, undefined, 35),
    daily: maybe(fc.integer({ min: 30, max: 150 })),
    rolling: maybe(rolling),
  })
  .map((drawn) => JSON.parse(JSON.stringify(drawn)) as Limits);

/** A command whose time is a millisecond later than that of the one before, and which asks both and compares them. */
function command(
  name: string,
  run: (model: LimitsModel, ledger: LedgerCalls) => [() => PromiseLike<Response>, () => Verdict] | undefined,
): Command {
  return {
    [fc.toStringMethod]: () => name,
    async run(model, ledger) {
      await goTo(model, model.nowMs + 1);
      const step = run(model, ledger);
      if (!step) return;
      const [ask, foresee] = step;
      const { status, body } = await ask();
      const expected = foresee();
      expect({ ...body, status }).toEqual(expect.objectContaining(expected));
      await compare(model, ledger);
    },
  };
}

async function goTo(model: LimitsModel, ms: number): Promise<void> {
  model.moveTo(ms);
  await setClock(ms);
}

async function compare(model: LimitsModel, ledger: LedgerCalls): Promise<void> {
  for (const id of ['A', 'B']) {
    const rules = model.limitsOf(id).rolling;
    const usedRolling = rules?.map((rule) => model.usedRolling(id, rule));
    const { balance, usedToday, ...rest } = (await ledger.account(id)) as unknown as Record<string, unknown>;
    expect({ balance, usedToday, usedRolling: rest.usedRolling }).toEqual({
      balance: model.balances.get(id),
      usedToday: model.usedToday(id),
      usedRolling,
    });
  }
  const audit = (await ledger.store.post('/ledger/audits', {}).expect(200)).body;
  expect(audit).toMatchObject({ balanced: true, drift: [] });
}

/** Whatever was let through is within the limits, in the day and in the hours up to now as a clock counts them. */
function expectWithin(model: LimitsModel, from: string): void {
  const { daily = Infinity, rolling: rules = [] } = model.limitsOf(from);
  expect(model.usedToday(from)).toBeLessThanOrEqual(daily);
  for (const { hours, amount: most = Infinity, count = Infinity } of rules) {
    const out = model.exactly(from, hours);
    expect(out.amount).toBeLessThanOrEqual(most);
    expect(out.count).toBeLessThanOrEqual(count);
  }
}

const put = fc
  .tuple(account, limits)
  .map(([id, given]) =>
    command(`put ${id} ${JSON.stringify(given)}`, (model, ledger) => [
      () => ledger.put(id, { limits: given }),
      () => (model.put(id, given), { status: 200 }),
    ]),
  );

/** Makes transfers, as a group where there are several. */
const make = (all: Wanted[]): Command =>
  command(`make ${JSON.stringify(all)}`, (model, ledger) => {
    const n = `${model.transfers.size}-${model.nowMs}`;
    const ids = all.map((_, i) => `t${n}-${i}`);
    const bodies = all.map(({ ttl: ttlSeconds, ...one }, i) => ({
      ...{ id: ids[i], ...one },
      ...(ttlSeconds === undefined ? {} : { pending: { ttlSeconds } }),
    }));
    const group = all.length > 1 ? `g${n}` : undefined;
    return [
      () => (group === undefined ? ledger.transfer(bodies[0]!) : ledger.group(group, bodies)),
      () => {
        const verdict = model.make(ids, all, group);
        if (verdict.code === undefined) for (const { from } of all) expectWithin(model, from);
        return verdict;
      },
    ];
  });
const transfer = wanted.map((one) => make([one]));
const group = fc
  .tuple(wanted, amount, maybe(amount))
  .map(([one, second, third]) =>
    make(
      [one.amount, second, ...(third === undefined ? [] : [third])].map((each) => ({ ...one, amount: each })),
    ),
  );

type Verb = 'post' | 'void' | 'reverse';
const end = fc
  .tuple(which, fc.constantFrom<Verb>('post', 'post', 'void', 'reverse', 'reverse'), maybe(amount))
  .map(([n, verb, part]) =>
    command(`${verb} ${n} ${part}`, (model, ledger) => {
      const state = verb === 'reverse' ? 'posted' : 'pending';
      const singles = [...model.transfers.values()].filter((one) => one.group === undefined);
      const open = singles.filter((one) => one.state === state);
      const all = open.length > 0 && n > 9 ? open : singles;
      const one = all[n % all.length];
      if (!one) return undefined;
      const some = verb === 'void' ? undefined : part;
      return [
        () => ledger.end(one.id, verb, some === undefined ? {} : { amount: some }),
        () => model.end([one.id], verb, some),
      ];
    }),
  );

const endGroup = fc
  .tuple(which, fc.constantFrom<Verb>('post', 'post', 'void', 'reverse', 'reverse'))
  .map(([n, verb]) =>
    command(`${verb} group ${n}`, (model, ledger) => {
      const id = [...model.groups.keys()][n % model.groups.size];
      if (id === undefined) return undefined;
      return [() => ledger.endGroup(id, verb, {}), () => model.end(model.groups.get(id)!, verb)];
    }),
  );

/** Time goes by: some of it, or to just before, at, or just after an instant at which something changes. */
const passes = fc
  .tuple(
    fc.constantFrom('minutes', 'hours', 'midnight', 'midnight', 'bucket', 'window', 'deadline'),
    fc.integer({ min: 1, max: 100 }),
    fc.constantFrom(-1, 0, 1),
    fc.constantFrom(1, 5, 24, 25),
  )
  .map(([to, n, offset, hours]) =>
    command(`${n} ${to} ${offset} of ${hours} pass`, (model, ledger) => {
      const width = hours * 60_000;
      const made = [...model.transfers.values()];
      const one = made[n % made.length];
      const next = {
        minutes: model.nowMs + n * 60_000,
        hours: model.nowMs + (n % 30) * HOUR_MS,
        midnight: model.dayEnd(model.nowMs) + offset,
        bucket: (Math.floor(model.nowMs / width) + 1) * width + offset,
        window: one ? (Math.floor(one.madeMs / width) + 61) * width + offset : 0,
        deadline: one && Number.isFinite(one.expiresMs) ? one.expiresMs + offset : 0,
      }[to];
      const ask = async (): Promise<Response> => {
        await goTo(model, Math.max(model.nowMs, next));
        return ledger.store.get('/ledger/accounts/A');
      };
      return [ask, () => ({ status: 200 })];
    }),
  );

// A command that stands here more often is drawn more often.
const commands = [
  ...[put, transfer, transfer, transfer, transfer, transfer, group, group],
  ...[end, end, end, endGroup, endGroup, passes, passes, passes],
];

describe.each(SHIFTS)('limits in %s around %s, a day of %d hours', (timeZone, date, dayHours) => {
  const noon = Date.parse(`${date}T12:00:00Z`);

  it('count by calendar days of that length', () => {
    const model = new LimitsModel(timeZone, {}, 0);
    const begin = model.dayEnd(noon - 36 * HOUR_MS);
    const lengths = [begin, model.dayEnd(begin), model.dayEnd(model.dayEnd(begin))].map(
      (from) => (model.dayEnd(from) - from) / HOUR_MS,
    );
    expect(lengths).toContain(dayHours);
  });

  it('let through exactly what the list of transfers says, and never more', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 20, max: 44 }),
        fc.array(fc.oneof(...commands), { minLength: STEPS, maxLength: STEPS, size: 'max' }),
        async (hoursBefore, sequence) => {
          const model = new LimitsModel(timeZone, DEFAULTS, noon - hoursBefore * HOUR_MS);
          await setClock(model.nowMs);
          const store = await the.house.store({ currency: 'USD', timeZone, defaults: { limits: DEFAULTS } });
          const ledger = new LedgerCalls(store);
          for (const id of ['A', 'B']) {
            await ledger.open(id, FUNDS);
            model.put(id, {});
            model.balances.set(id, FUNDS);
          }
          for (const step of sequence) await step.run(model, ledger);
          await ledger.clean();
        },
      ),
      { numRuns: 3, seed: noon / 1000, endOnFailure: true },
    );
  }, 60_000);
});
