import supertest from 'supertest';
import { documentedRoutes } from '../support/api-document';
import { House, StoreCalls } from '../support/house';
import { Keys } from '../support/keys';
import { mutations, newKey, reversed, seen, send } from '../support/mutations';
import { Mutation } from '../support/mutations/mutation';
import { startRedis, TestRedis } from '../support/redis-server';

/** Safe to call any number of times, so that they take no key. */
const WITHOUT_KEY = [
  'auditArchive',
  'auditInventory',
  'auditLedger',
  'runSweeper',
  'runTransferSweeper',
  'testWebhook',
  'validateDefinition',
];

it('every operation that changes something takes an idempotency key, and has a case here', () => {
  const changing = documentedRoutes.filter(({ method }) => method !== 'get');
  const taking = changing.filter(({ operation }) =>
    operation.parameters?.some((parameter) => 'name' in parameter && parameter.name === 'Idempotency-Key'),
  );
  const names = (routes: typeof changing): string[] =>
    routes.map(({ operation }) => operation.operationId!).sort();
  expect(names(changing.filter((route) => !taking.includes(route)))).toEqual(WITHOUT_KEY);
  expect([...new Set(mutations.map(({ operation }) => operation))].sort()).toEqual(names(taking));
});

/** An id that the server made. */
const MADE_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7/;

const keys = new Keys();
const till = keys.add('till', ['admin']);
const office = keys.add('office', ['admin']);
afterAll(() => keys.remove());

/** A call that was answered, and where. */
interface Answered {
  store: StoreCalls;
  key: string;
  first: supertest.Response;
}

const titled = mutations.map((mutation) => ({
  mutation,
  title: [mutation.operation, mutation.when].filter(Boolean).join(' '),
}));

describe.each([
  ['of an open service', undefined],
  ['of a named caller', till],
])('an answer %s', (_, apiKey) => {
  let redis: TestRedis;
  let house: House;
  const answered = new Map<Mutation, Answered>();

  const open = (): Promise<House> =>
    House.open(apiKey === undefined ? {} : { API_KEYS_FILE: keys.file }, redis);

  beforeAll(async () => {
    redis = await startRedis();
    house = await open();
    for (const { mutation, title } of titled) {
      const name = `s-${answered.size}`;
      const [store, key] = [house.calls(name, apiKey), newKey()];
      if (!mutation.makesStore) await store.put('', { currency: 'USD' }).expect(201);
      await mutation.before?.(store);
      const first = await send(store, mutation, key);
      if (first.status >= 300) throw new Error(`${title}: ${first.text}`);
      answered.set(mutation, { store, key, first });
    }
  }, 120_000);
  afterAll(async () => {
    await house.close();
    await redis.stop();
  });

  async function expectReplay(mutation: Mutation, text?: string): Promise<void> {
    const { store, key, first } = answered.get(mutation)!;
    const replay = await send(house.calls(store.name, apiKey), mutation, key, text);
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(replay.headers['idempotent-replayed']).toBe('true');
    expect(seen(replay)).toEqual(seen(first));
  }

  describe.each(titled)('to $title', ({ mutation }) => {
    it('is replayed to the byte at once', () => expectReplay(mutation));

    if (mutation.body) {
      it('is replayed to the byte to the same body with its members in another order', () =>
        expectReplay(mutation, JSON.stringify(reversed(mutation.body))));
    }

    if (apiKey !== undefined) {
      it('is not what another caller gets under the same key', async () => {
        const { store, key, first } = answered.get(mutation)!;
        const other = await send(house.calls(store.name, office), mutation, key);
        expect(other.headers['idempotent-replayed']).toBeUndefined();
        expect(other.body.code).not.toBe('IDEMPOTENCY_KEY_REUSED');
        if (MADE_ID.test(first.body.id)) expect(other.body.id).not.toBe(first.body.id);
        await expectReplay(mutation);
      });
    }

    if (mutation.after) {
      it('is replayed to the byte when what it is about has changed', async () => {
        const { store, first } = answered.get(mutation)!;
        await mutation.after!(store, first.body);
        await expectReplay(mutation);
      });
    }
  });

  describe('after a restart on another day of the service’s machine', () => {
    beforeAll(async () => {
      await house.close();
      jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 36 * 3_600_000);
      house = await open();
    });
    afterAll(() => jest.restoreAllMocks());

    it.each(titled)('to $title is replayed to the byte', ({ mutation }) => expectReplay(mutation));
  });
});
