import fc from 'fast-check';
import { Response } from 'supertest';
import { StoreCalls } from '../../support/house';
import { CampaignCarts, holdOf } from './campaign-carts';
import { CampaignModel, Units, Verdict } from './campaign-model';

export const SKUS = ['A', 'B', 'C'];
export const CARTS = ['c1', 'c2'];
const OWNERS = ['ann', 'bob'];

export const owner = fc.constantFrom(...OWNERS);
export const maybeOwner = fc.option(owner, { freq: 5 });
export const sku = fc.constantFrom(...SKUS);
export const units = fc.integer({ min: 1, max: 3 });
export const which = fc.nat({ max: 9 });
export const ttlSeconds = fc.constantFrom(60, 180, 600, 600);

/** A store, what the models say of it, and what has come to pass. */
export interface Shop {
  store: StoreCalls;
  model: CampaignModel;
  carts: CampaignCarts;
  setClock: (ms: number) => Promise<void>;
  /** Ids that were given. */
  ids: number;
  seen: Set<string>;
}
export interface Command {
  [fc.toStringMethod]: () => string;
  run(shop: Shop): Promise<void>;
}

/** A command that asks both, compares the answers, and then what is counted. Each is a millisecond later than the last. */
export function command(
  name: string,
  act: (shop: Shop) => [() => PromiseLike<Response>, () => Verdict] | undefined,
): Command {
  return {
    [fc.toStringMethod]: () => name,
    async run(shop) {
      await goTo(shop, shop.model.nowMs + 1);
      const found = act(shop);
      if (!found) return;
      const [ask, foresee] = found;
      const { status, body } = await ask();
      const codes = (body.codes ?? (body.code ? [body.code] : [])) as string[];
      const expected = foresee();
      expect({ name, status, codes }).toEqual({ name, ...expected });
      for (const code of codes) shop.seen.add(`${name.split(' ')[0]}: ${code}`);
      await compare(shop);
    },
  };
}

export async function goTo({ model, setClock, seen }: Shop, ms: number): Promise<void> {
  const before = model.campaign && model.state;
  if (model.moveTo(ms) > 0) seen.add('counted units lapse');
  if (before && before !== model.state) seen.add(`${before}, then ${model.state}`);
  await setClock(ms);
}

async function compare(shop: Shop): Promise<void> {
  await Promise.all([compareCampaign(shop), ...CARTS.map((id) => compareCart(shop, id))]);
}

async function compareCampaign({ model, store }: Shop): Promise<void> {
  if (!model.campaign) return;
  const { used, state } = (await store.get('/campaigns/drop').expect(200)).body;
  expect({ used, state }).toEqual({ used: model.used(), state: model.state });
  for (const id of OWNERS) {
    const { body } = await store.get(`/campaigns/drop/owners/${id}`).expect(200);
    expect([id, body.used]).toEqual([id, model.used(id)]);
  }
}

async function compareCart({ model, carts, store }: Shop, id: string): Promise<void> {
  const { lines, hold } = (await store.get(`/carts/${id}`).expect(200)).body;
  const told = (lines as { sku: string; quantity: number }[]).map((one) => [one.sku, one.quantity]);
  expect([id, new Map(told as [string, number][])]).toEqual([id, carts.of(id)]);
  expect([id, hold !== undefined && hold !== null]).toEqual([id, model.holders.has(holdOf(id))]);
}

/** The holder of this kind, the letter that ids of it begin with, at that place, over and over. */
export function nth(model: CampaignModel, kind: string, at: number): string | undefined {
  const all = [...model.holders.keys()].filter((id) => id.startsWith(kind));
  return all[at % all.length];
}

export const linesOf = (lines: Units): object[] =>
  [...lines].map(([name, quantity]) => ({ sku: name, quantity }));

/** One unit of the first SKU that a holder has. */
export function oneOf(model: CampaignModel, id: string): Units {
  const [name] = [...model.holders.get(id)!.units].find(([, quantity]) => quantity > 0)!;
  return new Map([[name, 1]]);
}

/** Notes that a customer asks for what is kept back, and counted, for another or for the same one. */
export function noteMove({ model, seen }: Shop, from: string, customer: string): void {
  for (const one of model.holders.get(from)?.counted ?? []) {
    const what = from.startsWith('r') ? 'a reservation' : 'a cart';
    seen.add(`units of ${what} are counted for ${one.owner === customer ? 'the customer' : 'another'}`);
  }
}
