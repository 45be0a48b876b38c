import supertest from 'supertest';
import { eventually } from '../support/eventually';
import { Service } from '../support/service';
import { ClusterMember, SmallCluster } from '../support/small-cluster';
import { sleep } from '../support/time';

jest.setTimeout(120_000);

let cluster: SmallCluster;
let service: Service | undefined;

beforeEach(async () => {
  cluster = await SmallCluster.start();
});
afterEach(async () => {
  for (const { process } of cluster.members) process.kill('SIGCONT');
  await service?.stop();
  service = undefined;
  await cluster.stop();
});

const get = (path: string) => supertest(service!.url).get(path);

/** Name of a store that another master has. */
async function storeOfAnother(owner: ClusterMember): Promise<string> {
  for (let i = 0; ; i++) if ((await cluster.ownerOf(`ch:{s${i}}:store`)) !== owner) return `s${i}`;
}

describe('a cluster one of whose masters dies', () => {
  it('reports calls in flight as outcome unknown and resends none; later calls have no effect', async () => {
    service = await Service.start({ REDIS_CLUSTER_NODES: cluster.addresses, SWEEP_INTERVAL_MS: '3600000' });
    const owner = await cluster.ownerOf('ch:{main}:store');
    owner.process.kill('SIGSTOP');
    const underWay = get('/v1/stores/main').then(({ body }) => body);
    await sleep(500);
    owner.process.kill('SIGKILL');
    expect(await underWay).toMatchObject({ code: 'STORE_UNAVAILABLE', outcome: 'unknown' });
    const { body } = await get('/v1/stores/main').expect(503);
    expect(body).toMatchObject({ code: 'STORE_UNAVAILABLE', outcome: 'not_executed' });
  });
});

describe('a cluster one of whose masters hangs', () => {
  it('lets the service start, and creates the store of that master as soon as it is back', async () => {
    const owner = await cluster.ownerOf('ch:{main}:store');
    owner.process.kill('SIGSTOP');
    // Long enough for the others to notice.
    await sleep(4_000);
    service = await Service.start({ REDIS_CLUSTER_NODES: cluster.addresses });
    await get('/health/live').expect(200);
    await get('/health/ready').expect(503);
    const { body } = await get('/v1/stores/main').expect(503);
    expect(body.code).toBe('STORE_UNAVAILABLE');
    // The others refuse as well, as Redis has them do unless told; a failover would take some seconds.
    const refused = await get(`/v1/stores/${await storeOfAnother(owner)}`).expect(503);
    expect(refused.body.outcome).toBe('not_executed');
    expect(refused.headers['retry-after']).toBe('5');
    owner.process.kill('SIGCONT');
    await eventually(async () => {
      expect((await get('/health/ready').expect(200)).body.status).toBe('ok');
    });
    await get('/v1/stores/main').expect(200);
  });
});
