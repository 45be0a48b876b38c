import fc from 'fast-check';
import { Redis } from 'ioredis';
import supertest from 'supertest';
import { StoreCalls } from '../support/house';
import { lapse } from '../support/lapse';
import { useHouse } from '../support/use-house';
import { CampaignModel, Settings, Units, Verdict } from './campaign-model';

// No sweeper: what is over and not swept yet must not matter.
const the = useHouse({ SWEEP_INTERVAL_MS: 3_600_000 });

interface Real {
  store: StoreCalls;
  redis: Redis;
  /** Ids that were given. */
  ids: { next: number };
}
type Command = fc.AsyncCommand<CampaignModel, Real>;

const SKUS = ['A', 'B', 'C'];
const OWNERS = ['ann', 'bob'];
const owner = fc.constantFrom(...OWNERS);
const units = fc.integer({ min: 1, max: 3 });
const anyLines = fc
  .array(fc.tuple(fc.constantFrom(...SKUS), units), { minLength: 1, maxLength: 2 })
  .map((all): Units => new Map(all));
const linesOf = (lines: Units): object[] => [...lines].map(([sku, quantity]) => ({ sku, quantity }));

/** Asks both, compares the answers, and then what is counted. */
function command(
  name: string,
  act: (model: CampaignModel, real: Real) => [supertest.Test, () => Verdict] | undefined,
): Command {
  return {
    check: () => true,
    toString: () => name,
    async run(model, real) {
      const found = act(model, real);
      if (!found) return;
      const [call, foresee] = found;
      const { status, body } = await call;
      const codes = (body.codes ?? (body.code ? [body.code] : [])) as string[];
      expect({ name, status, codes }).toEqual({ name, ...foresee() });
      await compare(model, real.store);
    },
  };
}

async function compare(model: CampaignModel, store: StoreCalls): Promise<void> {
  if (!model.campaign) return;
  expect((await store.get('/campaigns/drop').expect(200)).body.used).toBe(model.used());
  for (const id of OWNERS) {
    const { body } = await store.get(`/campaigns/drop/owners/${id}`).expect(200);
    expect([id, body.used]).toEqual([id, model.used(id)]);
  }
}

const nth = (model: CampaignModel, kind: string, at: number): string | undefined => {
  const all = [...model.holders.keys()].filter((id) => id.startsWith(kind));
  return all[at % all.length];
};

const MINUTE = 60_000;
/** The window is moved, rather than the time. */
const windowOf = (state: Settings['state']): object => {
  const at = (minutes: number): string => new Date(Date.now() + minutes * MINUTE).toISOString();
  if (state === 'scheduled') return { opensAt: at(5) };
  return state === 'closed' ? { closesAt: at(-5) } : { opensAt: at(-5), closesAt: at(5) };
};
const limit = (max: number) => fc.option(fc.integer({ min: 1, max }), { nil: undefined });
const put = fc
  .record({
    skus: fc.subarray(SKUS, { minLength: 1 }),
    state: fc.constantFrom<Settings['state']>('open', 'open', 'open', 'open', 'scheduled', 'closed'),
    perOwner: limit(6),
    perOperation: limit(5),
    total: limit(15),
  })
  .map((settings) =>
    command(`put ${JSON.stringify(settings)}`, (model, { store }) => {
      const { state, ...members } = settings;
      return [store.put('/campaigns/drop', { ...members, ...windowOf(state) }), () => model.put(settings)];
    }),
  );
const remove = fc.constant(
  command('delete', (model, { store }) => [store.delete('/campaigns/drop'), () => model.delete()]),
);
const take = fc
  .tuple(fc.constantFrom('r', 'd', 'o'), fc.option(owner, { freq: 6 }), anyLines)
  .map(([kind, whose, lines]) =>
    command(`${kind} of ${JSON.stringify([...lines])} for ${whose}`, (model, { store, ids }) => {
      const id = `${kind}${ids.next++}`;
      const [[sku, quantity]] = [...lines] as [[string, number]];
      const body = { id, ownerId: whose ?? undefined, lines: linesOf(lines) };
      if (kind === 'd') {
        const only = { id, quantity, ownerId: body.ownerId };
        const call = store.post(`/inventory/items/${sku}/deductions`, only);
        return [call, () => model.take(id, whose, new Map([[sku, quantity]]))];
      } else if (kind === 'r') {
        const call = store.post('/inventory/reservations', { ...body, ttlSeconds: 600 });
        return [call, () => model.take(id, whose, lines)];
      }
      const [customerId, order] = [whose ?? 'eve', { id, lines: body.lines, priced: false }];
      return [store.post('/orders', { ...order, customerId }), () => model.take(id, customerId, lines)];
    }),
  );
const setLines = fc.tuple(fc.nat(9), anyLines).map(([at, lines]) =>
  command(`lines ${JSON.stringify([...lines])} of reservation ${at}`, (model, { store }) => {
    const id = nth(model, 'r', at);
    if (!id) return undefined;
    const call = store.put(`/inventory/reservations/${id}/lines`, { lines: linesOf(lines) });
    return [call, () => model.setLines(id, lines)];
  }),
);

/** One unit of the first SKU that a holder has. */
function oneOf(model: CampaignModel, id: string): Units {
  const [sku] = [...model.holders.get(id)!.units].find(([, quantity]) => quantity > 0)!;
  return new Map([[sku, 1]]);
}

const part = fc.tuple(fc.constantFrom('cancel', 'commit', 'reverse', 'order'), fc.nat(9)).map(([verb, at]) =>
  command(`${verb} a unit of ${at}`, (model, { store }) => {
    const kind = { cancel: 'r', commit: 'r', reverse: 'd', order: 'o' }[verb];
    const id = nth(model, kind, at);
    if (!id) return undefined;
    const one = oneOf(model, id);
    const [sku] = [...one.keys()];
    const rest = { remainder: verb === 'commit' ? 'keep' : undefined };
    const call = {
      cancel: () => store.post(`/inventory/reservations/${id}/cancel`, { lines: linesOf(one) }),
      commit: () => store.post(`/inventory/reservations/${id}/commit`, { lines: linesOf(one), ...rest }),
      reverse: () => store.post(`/inventory/items/${sku}/deductions/${id}/reversal`, { quantity: 1 }),
      order: () => store.post(`/orders/${id}/cancellations`, { lines: linesOf(one) }),
    }[verb]();
    const status = kind === 'r' ? 200 : 201;
    return [call, () => (model.giveUp(id, one, verb === 'commit'), { status, codes: [] })];
  }),
);
const orderReserved = fc.tuple(fc.nat(9), owner).map(([at, customerId]) =>
  command(`${customerId} orders reservation ${at}`, (model, { store, ids }) => {
    const reservationId = nth(model, 'r', at);
    if (!reservationId) return undefined;
    const id = `o${ids.next++}`;
    const call = store.post('/orders', { id, reservationId, customerId, priced: false });
    return [call, () => model.order(reservationId, id, customerId)];
  }),
);
const comeBack = fc.nat(9).map((at) =>
  command(`order ${at} comes back`, (model, { store }) => {
    const id = nth(model, 'o', at);
    if (!id) return undefined;
    const whole = [...model.holders.get(id)!.units].filter(([, quantity]) => quantity > 0);
    const lines = linesOf(new Map(whole));
    const call = store.post(`/orders/${id}/cancellations`, { lines, restock: at % 2 === 0 });
    return [call, () => (model.end(id), { status: 201, codes: [] })];
  }),
);
const lapses = fc.nat(9).map((at): Command => ({
  check: (model) => nth(model as CampaignModel, 'r', at) !== undefined,
  toString: () => `reservation ${at} lapses`,
  async run(model, { store, redis }) {
    const id = nth(model, 'r', at)!;
    await lapse(redis, store.name, id);
    model.end(id);
    await compare(model, store);
  },
}));

const commands = [put, put, remove, take, take, take, take, take, take, setLines, setLines, part, part, part];

it('a campaign counts what its model counts, whatever becomes of the units', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.commands([...commands, orderReserved, orderReserved, comeBack, lapses, lapses], {
        maxCommands: 60,
        size: 'max',
      }),
      async (sequence) => {
        const store = await the.house.store();
        for (const sku of SKUS) await store.receive(sku, 1_000_000);
        const real = { store, redis: the.house.redis.client, ids: { next: 1 } };
        await fc.asyncModelRun(() => ({ model: new CampaignModel(), real }), sequence);
      },
    ),
    { numRuns: 25, endOnFailure: true },
  );
}, 240_000);
