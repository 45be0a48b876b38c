import supertest from 'supertest';
import { StoreCalls } from '../support/house';
import { Prism } from '../support/proxy/prism';
import { takeTour } from '../support/tour';
import { useArchivedHouse } from '../support/use-archived-house';

const WITHIN_MS = 170_000;

const the = useArchivedHouse({ SWEEP_INTERVAL_MS: 3_600_000 });
let prism: Prism;

beforeAll(async () => {
  // Some calls of the tour are wrong on purpose: the answers alone are judged.
  prism = await Prism.start(the.house.url, '--errors');
}, WITHIN_MS);
afterAll(() => prism?.stop());

it(
  'Prism, between the caller and the service, finds every answer of the tour to be as openapi.json says',
  async () => {
    const found: string[] = [];
    let calls = 0;
    const call = async (request: supertest.Test): Promise<supertest.Response> => {
      const response = await request;
      calls += 1;
      const { type, validation } = response.body as { type?: string; validation?: object[] };
      const said = response.headers['sl-violations'];
      if (type?.startsWith('https://stoplight.io/prism/')) {
        found.push(`${request.method} ${request.url}: ${type} ${JSON.stringify(validation)} ${said}`);
      }
      return response;
    };
    const { name } = await the.house.store();
    await takeTour(prism.url, new StoreCalls(prism.url, name), call).finally(() => expect(found).toEqual([]));
    expect(calls).toBeGreaterThan(100);
  },
  WITHIN_MS,
);
