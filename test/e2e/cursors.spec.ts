import supertest from 'supertest';
import { documentedRoutes } from '../support/api-document';
import { pathOf } from '../support/documented-paths';
import { StoreCalls } from '../support/house';
import { useHouse } from '../support/use-house';

const the = useHouse();
let store: StoreCalls;

beforeAll(async () => {
  store = await the.house.store();
  await store.receive('TEE-M', 10);
  await store.fund('alice', 100);
  await store.post('/workflow/instances', { id: 'x', definition: 'approval' }).expect(201);
});

const LISTS = documentedRoutes.filter(({ operation }) =>
  (operation.parameters ?? []).some((one) => 'in' in one && one.in === 'query' && one.name === 'cursor'),
);

/** Numbers that no list counts by, or no script can take. */
const NUMBERS = [
  '-1',
  '01',
  '1.5',
  '1e3',
  '9007199254740992',
  '9999999999999999',
  '9'.repeat(40),
  'NaN',
  'inf',
];
const BEYOND_64_BITS = ['18446744073709551616', '9'.repeat(40)];

/** What no list can have given out. */
const PLACES = [
  ...['', ' ', '\0', '1\n', '\n1', '%', '(a', '[a', '+', '-', '../x', 'ä', 'x'.repeat(200), '/', '1/2/3'],
  ...NUMBERS.flatMap((number) => [
    `${number}/TEE-M`,
    `s/active/${number}/x`,
    `a/${number}/x`,
    `x/${number}/x`,
  ]),
  ...['alice/usd', 'alice/', `alice/${'X'.repeat(33)}`],
  ...BEYOND_64_BITS.flatMap((number) => [
    `${number}-0 1-0`,
    `1-0 ${number}-0`,
    `1-0 1-${number}`,
    `1-0-1 ${number}`,
  ]),
];

/** Lists whose cursors hold names, which may well look like numbers. */
const BY_NAME = [
  ...['listStores', 'listStock', 'listAccounts', 'listPrices', 'listDefinitions'],
  ...['listWebhooks', 'listCarts', 'listRecords', 'listCampaigns'],
];
/** What a list by number or by time cannot have given out. */
const ALSO_BY_NUMBER = [
  ...NUMBERS,
  ...BEYOND_64_BITS.flatMap((number) => [number, `${number}-0`, `1-${number}`]),
];

describe('a cursor that it cannot have given out is refused by', () => {
  it.each(LISTS)('$name', async (route) => {
    const isByName = BY_NAME.includes(route.operation.operationId!);
    const taken: string[] = [];
    for (const place of isByName ? PLACES : [...PLACES, ...ALSO_BY_NUMBER]) {
      const cursor = Buffer.from(place).toString('base64url');
      const url = `${pathOf(route, store.name)}?cursor=${cursor}`;
      const { status, body } = await supertest(the.house.url).get(url);
      if (status !== 400 || body.code !== 'INVALID_CURSOR') taken.push(`${place}: ${status} ${body.code}`);
    }
    expect(taken).toEqual([]);
  });
});
