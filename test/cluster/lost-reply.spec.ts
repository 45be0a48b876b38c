import { randomUUID } from 'node:crypto';
import { Response } from 'supertest';
import { eventually } from '../support/eventually';
import { StoreCalls } from '../support/house';
import { ClusterMember } from '../support/small-cluster';
import { sleep } from '../support/time';
import { useSmallCluster } from '../support/use-small-cluster';

jest.setTimeout(120_000);

const the = useSmallCluster(4, { replicas: true, proxies: true });

let owner: ClusterMember;
let store: StoreCalls;

beforeEach(async () => {
  store = (await the.open()).calls('main');
  owner = await the.cluster.ownerOf('ch:{main}:store');
  await store.receive('TEE', 10);
});

const sell = (key: string) => store.post('/inventory/items/TEE/deductions', { quantity: 1 }, key);

/** Repeats until Redis answers. */
async function settled(key: string): Promise<Response> {
  for (const deadline = Date.now() + 20_000; ; await sleep(100)) {
    const response = await sell(key);
    if (response.status !== 503 || Date.now() > deadline) return response;
  }
}

describe('a call whose script ran, and then', () => {
  it.each([
    ['its master is killed', 'SIGKILL'],
    ['its master hangs', 'SIGSTOP'],
  ] as const)('%s, is told as unknown, and replayed by the replica that takes over', async (_, signal) => {
    const key = randomUUID();
    // Redis writes to its replicas and to the caller in one turn, so that the replica has it when the reply is here.
    owner.proxy!.cutNextReply('fcall', () => owner.process.kill(signal));
    const { body, headers } = await sell(key).expect(503);
    expect(body).toMatchObject({ code: 'STORE_UNAVAILABLE', outcome: 'unknown' });
    expect(headers['retry-after']).toBe('1');
    const again = await settled(key);
    expect(again.status).toBe(201);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect((await store.stock('TEE')).onHand).toBe(9);
  });

  it('every node is killed, is told as unknown; calls after it had no effect', async () => {
    const nodes = [...the.cluster.members, ...the.cluster.replicas];
    owner.proxy!.cutNextReply('fcall', () => nodes.forEach(({ process }) => process.kill('SIGKILL')));
    expect((await sell(randomUUID()).expect(503)).body.outcome).toBe('unknown');
    // Until the client knows that all are gone, a call may be on its way to one, and cannot be told to have had no effect.
    await eventually(async () => {
      expect((await sell(randomUUID()).expect(503)).body.outcome).toBe('not_executed');
    });
  });
});
