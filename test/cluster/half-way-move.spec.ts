import supertest from 'supertest';
import { eventually } from '../support/eventually';
import { Service } from '../support/service';
import { SmallCluster } from '../support/small-cluster';
import { sleep } from '../support/time';

jest.setTimeout(120_000);

let cluster: SmallCluster;
let service: Service;

const start = async (): Promise<void> => {
  service = await Service.start({ REDIS_CLUSTER_NODES: cluster.addresses, SWEEP_INTERVAL_MS: '200' });
};
const call = (method: 'get' | 'put', path: string) => supertest(service.url)[method](path);
const putStore = (name: string) => call('put', `/v1/stores/${name}`).send({ currency: 'USD' });

beforeEach(async () => {
  cluster = await SmallCluster.start();
});
afterEach(async () => {
  await service?.stop();
  await cluster.stop();
});

async function expectRefused(test: supertest.Test): Promise<void> {
  const { body, headers } = await test.expect(503);
  expect(body.code).toBe('STORE_UNAVAILABLE');
  expect(body.outcome).toBe('not_executed');
  expect(headers['retry-after']).toBe('1');
}

describe('a move of slots that stops half-way', () => {
  it('leaves the service up: other stores are served, and the moved store again once the move is over', async () => {
    await start();
    const goOn = await cluster.moveHalfWay('ch:{main}:store');
    let ended = false;
    void service.exited.then(() => (ended = true));
    // Idle but for its sweepers.
    await sleep(4_000);
    expect(ended).toBe(false);
    await putStore('other').expect(201);
    await call('get', '/v1/stores/other').expect(200);
    await goOn();
    await eventually(() => call('get', '/v1/stores/main').expect(200));
    await eventually(() => call('get', '/v1/stores').expect(200));
  });

  it('lets the service start when DEFAULT_STORE exists', async () => {
    await start();
    await service.stop();
    await cluster.moveHalfWay('ch:{main}:store');
    await start();
    await call('get', '/health/live').expect(200);
    await putStore('other').expect(201);
  });

  it('lets the service start without DEFAULT_STORE, says so, and creates the store after the move', async () => {
    const goOn = await cluster.moveHalfWay('ch:{main}:store');
    await start();
    // Its first try may have met a node that did not know of the move yet, which counts as a master that is away.
    const { body } = await eventually(() => call('get', '/health/ready').expect(503));
    expect(body.checks).toContainEqual({
      name: 'default-store',
      ok: false,
      detail: expect.stringMatching(/^(TRYAGAIN|MOVED|ASK) /),
    });
    await putStore('other').expect(201);
    await goOn();
    await eventually(() => call('get', '/health/ready').expect(200));
    await call('get', '/v1/stores/main').expect(200);
  });
});

describe('a call to a store whose slot is on the move', () => {
  it('has no effect, says so, and leaves no name of a store that is not made', async () => {
    await start();
    await cluster.moveHalfWay('ch:{main}:store');
    await expectRefused(putStore('main'));
    const names = await cluster.ownerOf('ch:stores');
    await names.client.zrem('ch:stores', 'main');
    await expectRefused(putStore('main'));
    expect(await names.client.zrange('ch:stores', 0, -1)).toEqual([]);
  });
});
