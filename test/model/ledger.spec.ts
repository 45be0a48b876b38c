import fc from 'fast-check';
import { Response } from 'supertest';
import { decodeAccount, encodeAccount } from '../../src/ledger/generated/account-record';
import { decodeTransfer, encodeTransfer } from '../../src/ledger/generated/transfer-record';
import { LedgerCalls } from '../e2e/ledger/ledger-calls';
import { lapseTransfer } from '../support/lapse';
import { useHouse } from '../support/use-house';
import { Answer } from './inventory-model';
import { LedgerModel, Request, Settings } from './ledger-model';

const DAY_MS = 86_400_000;

// No sweeper but the one that a command runs: what is over and not swept yet must not matter.
const the = useHouse({ SWEEP_INTERVAL_MS: 3_600_000 });

type Command = fc.AsyncCommand<LedgerModel, LedgerCalls>;

// Few names and small numbers, so that commands meet each other.
const account = fc.constantFrom('A', 'A', 'A', 'B', 'B', 'C', 'E', 'NEW', '@world');
const own = fc.constantFrom('A', 'B', 'C', 'E', 'NEW');
const amount = fc.integer({ min: 1, max: 9 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });
/** Stands for an id until the command runs: mostly of a transfer that is there, or one that is not used yet. */
const which = fc.nat({ max: 99 });

function existing(model: Pick<LedgerModel, 'transfers'>, n: number, state?: string): string {
  const of = (one: string): boolean => state === undefined || model.transfers.get(one)!.state === state;
  const all = [...model.transfers.keys()].filter((one) => !one.startsWith('seed') && of(one));
  return n < 5 || all.length === 0 ? 'none' : all[n % all.length]!;
}

function unused(model: LedgerModel, n: number): string {
  const used = existing(model, n + 5);
  return n < 5 && used !== 'none' ? used : `t${model.transfers.size}-${n}`;
}

// Mostly two accounts that money can move between.
const pair = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom(
      'A B',
      'B A',
      'A C',
      'C A',
      'B C',
      '@world A',
      '@world E',
      'B @world',
      'E @world',
    ),
  },
  { weight: 1, arbitrary: fc.tuple(account, account).map((ids) => ids.join(' ')) },
);
const request = fc
  .record({ n: which, pair, amount, bends: fc.boolean(), pending: fc.boolean() })
  .map(({ pair: both, ...rest }) => {
    const [from, to] = both.split(' ') as [string, string];
    return { ...rest, from, to, id: '' };
  });
const body = ({ id, from, to, amount: units, bends, pending }: Request): object => ({
  ...{ id, from, to, amount: bends ? { upTo: units } : units },
  ...(pending ? { pending: { ttlSeconds: 9999 } } : {}),
});

const settings = fc.record<Settings>({
  asset: maybe(fc.constantFrom('USD', 'USD', 'EUR')),
  overdraft: maybe(fc.integer({ min: 0, max: 9 })),
  limits: maybe(
    fc.record({
      perTransfer: maybe(fc.integer({ min: 0, max: 9 })),
      daily: maybe(fc.integer({ min: 0, max: 25 })),
    }),
  ),
});

/** Result of a command in the state that it meets. */
interface Step {
  name: string;
  ask: () => PromiseLike<Response>;
  foresee: () => Answer & { statuses?: number[]; index?: number };
}

/** A command that asks both, compares the answers, and then compares everything that can be read. */
function command(plan: (model: LedgerModel, ledger: LedgerCalls) => Step): Command {
  let name = 'not run';
  return {
    check: () => true,
    toString: () => name,
    async run(model, ledger) {
      const step = plan(model, ledger);
      name = step.name;
      const response = await step.ask();
      const { status, code, index, statuses } = step.foresee();
      const { results } = response.body as { results?: { status: number }[] };
      const answer = { status: response.status, code: response.body.code, index: response.body.index };
      expect({ ...answer, statuses: results?.map((each) => each.status) }).toEqual({
        status,
        code,
        index,
        statuses,
      });
      await compare(model, ledger);
    },
  };
}

async function compare(model: LedgerModel, ledger: LedgerCalls): Promise<void> {
  const { items } = (await ledger.store.get('/ledger/accounts?limit=200').expect(200)).body;
  const real = items.map((one: Record<string, unknown>) => [
    model.key(one.id as string, one.asset as string),
    one,
  ]);
  const expected = [...model.accounts].map(([key, { entries: _, ...one }]) => {
    const world = key.startsWith('@world');
    const available = world ? null : model.available(key);
    if (!world) expect(available).toBeGreaterThanOrEqual(0);
    const { perTransfer = null, daily = null, ...rest } = one;
    const sums = {
      held: model.held(key),
      incoming: model.incoming(key),
      available,
      usedToday: model.used(key),
    };
    return [key, expect.objectContaining({ ...rest, ...sums, limits: { perTransfer, daily } })];
  });
  expect(Object.fromEntries(real)).toEqual(Object.fromEntries(expected));
  await compareAudit(model, ledger);
}

async function compareTransfers(model: LedgerModel, ledger: LedgerCalls): Promise<void> {
  for (const [one, { posted, reversed, state, reverses, amount }] of model.transfers) {
    if (one.startsWith('seed')) continue;
    const { body } = await ledger.store.get(`/ledger/transfers/${one}`).expect(200);
    expect(body).toMatchObject({ state, amount, postedAmount: posted, reversedAmount: reversed });
    expect(body.reverses).toBe(reverses);
  }
}

/** Debits equal credits per asset, and every sum of the service is the sum of what the model did. */
async function compareAudit(model: LedgerModel, ledger: LedgerCalls): Promise<void> {
  const audit = (await ledger.store.post('/ledger/audits', { deep: true }).expect(200)).body;
  expect(audit).toMatchObject({ balanced: true, drift: [], unsettled: [] });
  expect(audit.accounts).toBe(model.accounts.size);
  let entries = 0;
  for (const each of model.accounts.values()) entries += each.entries.length;
  expect(audit.entries).toBe(entries);
  for (const { asset, credits, accounts } of audit.assets) {
    const all = [...model.accounts.values()].filter((one) => one.asset === asset);
    expect(all.reduce((sum, { balance }) => sum + balance, 0)).toBe(0);
    expect({ credits, accounts }).toEqual({
      credits: all.reduce((sum, { balance }) => sum + Math.max(balance, 0), 0),
      accounts: all.length,
    });
  }
}

const put = fc.tuple(own, settings).map(([a, s]) =>
  command((model, ledger) => ({
    name: `put ${a} ${JSON.stringify(s)}`,
    ask: () => ledger.put(a, s),
    foresee: () => model.put(a, s),
  })),
);

const change = fc
  .tuple(account, fc.constantFrom('freeze', 'unfreeze', 'unfreeze', 'close'))
  .map(([a, verb]) =>
    command((model, ledger) => ({
      name: `${verb} ${a}`,
      ask: () => ledger.change(a, verb),
      foresee: () => model.change(a, verb),
    })),
  );

const transfer = request.map((drawn) =>
  command((model, ledger) => {
    const r = { ...drawn, id: unused(model, drawn.n) };
    return {
      name: `transfer ${JSON.stringify(r)}`,
      ask: () => ledger.transfer(body(r)),
      foresee: () => model.transfer(r),
    };
  }),
);

const batch = fc
  .tuple(fc.constantFrom('atomic', 'independent'), fc.array(request, { minLength: 1, maxLength: 4 }))
  .map(([mode, drawn]) =>
    command((model, ledger) => {
      const all = drawn.map((each, i) => ({
        ...each,
        id: unused(model, each.n) + (each.n % 9 ? `-${i}` : ''),
      }));
      return {
        name: `${mode} batch ${JSON.stringify(all)}`,
        ask: () => ledger.batch(mode, all.map(body)),
        foresee: () => model.batch(all, mode === 'atomic'),
      };
    }),
  );

const post = fc.tuple(which, maybe(amount)).map(([n, part]) =>
  command((model, ledger) => {
    const t = existing(model, n, n % 5 ? 'pending' : undefined);
    return {
      name: `post ${t} ${part}`,
      ask: () => ledger.end(t, 'post', { amount: part }),
      foresee: () => model.post(t, part),
    };
  }),
);

const voids = which.map((n) =>
  command((model, ledger) => {
    const t = existing(model, n, n % 5 ? 'pending' : undefined);
    return { name: `void ${t}`, ask: () => ledger.end(t, 'void'), foresee: () => model.void(t) };
  }),
);

const reverse = fc.tuple(which, which, maybe(amount)).map(([n, m, part]) =>
  command((model, ledger) => {
    const [t, r] = [existing(model, n, n % 5 ? 'posted' : undefined), unused(model, m)];
    return {
      name: `reverse ${t} as ${r} ${part}`,
      ask: () => ledger.end(t, 'reverse', { id: r, amount: part }),
      foresee: () => model.reverse(t, r, part),
    };
  }),
);

const lapses = which.map((n): Command => {
  const pending = (model: Pick<LedgerModel, 'transfers'>): string => existing(model, n + 5, 'pending');
  return {
    check: (model) => model.transfers.has(pending(model)),
    toString: () => `the pending transfer ${n} lapses`,
    async run(model, ledger) {
      const t = pending(model);
      expect(await lapseTransfer(the.house.redis.client, ledger.store.name, t)).toBe(true);
      model.expire(t);
      await compare(model, ledger);
    },
  };
});

/** A day goes by: what was made and counted today was so yesterday. */
async function passDay(store: string): Promise<void> {
  await rewrite(`ch:{${store}}:accounts`, (text) => {
    const { dayMs, ...record } = decodeAccount(text);
    return encodeAccount({ ...record, dayMs: dayMs === 0 ? 0 : dayMs - DAY_MS });
  });
  await rewrite(`ch:{${store}}:transfers`, (text) => {
    const { dayMs, createdMs, ...record } = decodeTransfer(text);
    const earlier = dayMs === null ? null : dayMs - DAY_MS;
    return encodeTransfer({ ...record, dayMs: earlier, createdMs: createdMs - DAY_MS });
  });
}

async function rewrite(key: string, change: (record: string) => string): Promise<void> {
  const { client } = the.house.redis;
  for (const [one, record] of Object.entries(await client.hgetall(key))) {
    await client.hset(key, one, change(record));
  }
}

const day = fc.constant<Command>({
  check: () => true,
  toString: () => 'a day passes',
  async run(model, ledger) {
    await passDay(ledger.store.name);
    model.nextDay();
    await compare(model, ledger);
  },
});

const sweep = fc.constant(null).map(() =>
  command((_, ledger) => ({
    name: 'sweep',
    ask: () => ledger.store.post('/ledger/sweeper/runs'),
    foresee: () => ({ status: 200 }),
  })),
);

// A command that stands here more often is drawn more often.
const commands = [
  ...[put, put, change, transfer, transfer, transfer, transfer, transfer, transfer, batch, batch],
  ...[post, post, post, voids, reverse, reverse, reverse, reverse, lapses, lapses, lapses, day, sweep],
];

it('the ledger does what its model does, whatever the order of calls, and adds up after each', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 120, size: 'max' }), async (sequence) => {
      const ledger = new LedgerCalls(await the.house.store());
      const model = new LedgerModel();
      for (const [name, asset, given] of [
        ['A', 'USD', { overdraft: 5, limits: { daily: 25 } }],
        ['B', 'USD', {}],
        ['C', 'USD', {}],
        ['E', 'EUR', {}],
      ] as const) {
        await ledger.open(name, 20, { asset, ...given });
        model.put(name, { asset, ...given });
        model.transfer({ id: `seed-${name}`, from: '@world', to: name, amount: 20 });
      }
      await fc.asyncModelRun(() => ({ model, real: ledger }), sequence);
      await compareTransfers(model, ledger);
    }),
    { numRuns: 40, endOnFailure: true },
  );
}, 240_000);
