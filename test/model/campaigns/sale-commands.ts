import fc from 'fast-check';
import { CampaignModel, Units } from './campaign-model';
import { command, linesOf, maybeOwner, noteMove, nth, oneOf, owner, Shop, SKUS, sku, ttlSeconds, units, which } from './command'; // prettier-ignore

const anyLines = fc
  .array(fc.tuple(sku, units), { minLength: 1, maxLength: 3 })
  .map((all): Units => new Map(all));

const limit = (max: number) => fc.option(fc.integer({ min: 1, max }), { nil: undefined });
/** Minutes from now to the opening and to the closing. */
const WINDOWS: [number?, number?][] = [[], [], [-5, 30], [undefined, 20], [-5, 5], [2, 30], [3], [-9, -5]];
const MINUTE_MS = 60_000;
/** Begins a campaign, or changes it. */
export const put = fc
  .record({
    skus: fc.subarray(SKUS, { minLength: 2 }),
    window: fc.constantFrom(...WINDOWS),
    perOwner: limit(9),
    perOperation: limit(6),
    total: limit(25),
  })
  .map(({ window: [opens, closes], ...members }) =>
    command(`put ${JSON.stringify([opens, closes, members])}`, ({ model, store }) => {
      const at = (minutes?: number) =>
        minutes === undefined ? undefined : model.nowMs + minutes * MINUTE_MS;
      const [opensMs, closesMs] = [at(opens), at(closes)];
      const time = (ms?: number) => (ms === undefined ? undefined : new Date(ms).toISOString());
      const body = { ...members, opensAt: time(opensMs), closesAt: time(closesMs) };
      return [() => store.put('/campaigns/drop', body), () => model.put({ ...members, opensMs, closesMs })];
    }),
  );
const remove = fc.constant(
  command('delete', ({ model, store }) => [() => store.delete('/campaigns/drop'), () => model.delete()]),
);

const deduct = fc.tuple(maybeOwner, sku, units).map(([whose, name, quantity]) =>
  command(`deduction of ${quantity} ${name} for ${whose}`, (shop) => {
    const id = `d${shop.ids++}`;
    const body = { id, quantity, ownerId: whose ?? undefined };
    return [
      () => shop.store.post(`/inventory/items/${name}/deductions`, body),
      () => shop.model.take(id, whose, new Map([[name, quantity]])),
    ];
  }),
);
const reserve = fc.tuple(maybeOwner, anyLines, ttlSeconds).map(([whose, lines, ttl]) =>
  command(`reservation of ${JSON.stringify([...lines])} for ${whose} and ${ttl} s`, (shop) => {
    const id = `r${shop.ids++}`;
    const body = { id, ownerId: whose ?? undefined, lines: linesOf(lines), ttlSeconds: ttl };
    return [
      () => shop.store.post('/inventory/reservations', body),
      () => shop.model.take(id, whose, lines, 201, ttl),
    ];
  }),
);
const order = fc.tuple(owner, anyLines).map(([customerId, lines]) =>
  command(`order of ${JSON.stringify([...lines])} by ${customerId}`, (shop) => {
    const id = `o${shop.ids++}`;
    const body = { id, lines: linesOf(lines), customerId, priced: false };
    return [() => shop.store.post('/orders', body), () => shop.model.take(id, customerId, lines)];
  }),
);
const orderReserved = fc.tuple(which, owner).map(([at, customerId]) =>
  command(`order of reservation ${at} by ${customerId}`, (shop) => {
    const reservationId = nth(shop.model, 'r', at);
    if (!reservationId) return undefined;
    const id = `o${shop.ids++}`;
    noteMove(shop, reservationId, customerId);
    const body = { id, reservationId, customerId, priced: false };
    return [() => shop.store.post('/orders', body), () => shop.model.order(reservationId, id, customerId)];
  }),
);
const setLines = fc.tuple(which, anyLines).map(([at, lines]) =>
  command(`lines ${JSON.stringify([...lines])} of reservation ${at}`, ({ model, store }) => {
    const id = nth(model, 'r', at);
    if (!id) return undefined;
    const ask = () => store.put(`/inventory/reservations/${id}/lines`, { lines: linesOf(lines) });
    return [ask, () => model.setLines(id, lines)];
  }),
);

/** Units of a reservation or a deduction are given up, or sold for good. */
const part = fc.tuple(fc.constantFrom('cancel', 'commit', 'reverse'), which).map(([verb, at]) =>
  command(`${verb} a unit of ${at}`, ({ model, store }) => {
    const id = nth(model, verb === 'reverse' ? 'd' : 'r', at);
    if (!id) return undefined;
    const one = oneOf(model, id);
    const lines = linesOf(one);
    const path = `/inventory/reservations/${id}/${verb}`;
    const ask = {
      cancel: () => store.post(path, { lines }),
      commit: () => store.post(path, { lines, remainder: 'keep' }),
      reverse: () =>
        store.post(`/inventory/items/${[...one.keys()][0]}/deductions/${id}/reversal`, { quantity: 1 }),
    }[verb];
    const status = verb === 'reverse' ? 201 : 200;
    return [ask, () => (model.giveUp(id, one, verb === 'commit'), { status, codes: [] })];
  }),
);

/** Orders are fulfilled; from then on their units come back by returns, until then by cancellations. */
const fulfil = which.map((at) =>
  command(`fulfil order ${at}`, ({ model, store, seen }) => {
    const id = nth(model, 'o', at);
    if (!id || seen.has(`fulfilled ${id}`)) return undefined;
    const foresee = () => (seen.add(`fulfilled ${id}`), { status: 201, codes: [] });
    return [() => store.post(`/orders/${id}/fulfilments`, {}), foresee];
  }),
);
const comeBack = fc.tuple(which, fc.boolean(), fc.boolean()).map(([at, all, restock]) =>
  command(`${all ? 'all' : 'a unit'} of order ${at} comes back`, ({ model, store, seen }: Shop) => {
    const id = nth(model, 'o', at);
    if (!id) return undefined;
    const back = all ? rest(model, id) : oneOf(model, id);
    const way = seen.has(`fulfilled ${id}`) ? 'returns' : 'cancellations';
    const foresee = () => {
      const before = model.used();
      model.giveUp(id, back);
      if (model.used() < before) seen.add(`counted units come back by ${way}`);
      return { status: 201, codes: [] };
    };
    return [() => store.post(`/orders/${id}/${way}`, { lines: linesOf(back), restock }), foresee];
  }),
);
const rest = (model: CampaignModel, id: string): Units =>
  new Map([...model.holders.get(id)!.units].filter(([, quantity]) => quantity > 0));

// A command that stands here more often is drawn more often.
export const saleCommands = [
  ...[put, remove, deduct, reserve, reserve, order, orderReserved, orderReserved, orderReserved],
  ...[setLines, setLines, part, part, fulfil, fulfil, comeBack, comeBack, comeBack],
];
