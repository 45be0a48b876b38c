import { join } from 'node:path';
import { untilTold, Told } from '../chaos/caller';
import { findFaults } from '../chaos/oracle';
import { opening, Traffic } from '../chaos/traffic';
import { Dice } from '../fuzz/dice';
import { expectEachSoldOnce } from '../support/books';
import { DeductingCallers } from '../support/deducting-callers';
import { eventually } from '../support/eventually';
import { Service } from '../support/service';
import { ClusterMember, SmallCluster } from '../support/small-cluster';
import { sleep } from '../support/time';
import { ToolRun } from '../support/tool-run';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '../..');
const KEY = 'ch:{main}:store';
const LAST_LINE =
  /^Moved (\d+) keys of main from \S+ to \S+ in \d+ ms; its calls were refused for (\d+) ms of them\.$/m;

let cluster: SmallCluster;
let service: Service;
/** Ends what goes on beside a test, also where that failed. */
let endings: (() => Promise<void>)[] = [];

beforeAll(async () => {
  // A busy machine is no reason for a failover.
  cluster = await SmallCluster.start(3, { replicas: true, options: ['--cluster-node-timeout', '15000'] });
});
afterAll(async () => {
  await cluster.stop();
});
beforeEach(async () => {
  for (const { client } of cluster.members) await client.flushall();
  service = await Service.start({ REDIS_CLUSTER_NODES: cluster.addresses });
});
afterEach(async () => {
  for (const end of endings) await end();
  endings = [];
  await service.stop();
});

const addressOf = ({ port }: { port: number }): string => `127.0.0.1:${port}`;
const run = (store: string, address: string): ToolRun =>
  new ToolRun(ROOT, ['store.js', 'move', store, address], { REDIS_CLUSTER_NODES: cluster.addresses });

/** The masters that have and have not got the slot of main. */
async function ends(): Promise<{ from: ClusterMember; to: ClusterMember }> {
  const from = await cluster.ownerOf(KEY);
  return { from, to: cluster.members.find((one) => one !== from)! };
}

/** As many idempotency records as a busy store has; they outlive the test, which others may not. */
async function fill(count: number, seconds = 600): Promise<void> {
  const { client } = await cluster.ownerOf(KEY);
  const pipeline = client.pipeline();
  for (let i = 0; i < count; i++)
    pipeline.set(`ch:{main}:operation:filled-${i}`, 'x'.repeat(180), 'EX', seconds);
  await pipeline.exec();
}

async function expectMoved(to: ClusterMember, count: number): Promise<void> {
  const slot = await cluster.slotOf(KEY);
  for (const member of cluster.members) {
    expect(await member.client.call('CLUSTER', 'NODES')).not.toMatch(/\[\d+-[<>]-/);
    const keys = await member.client.cluster('COUNTKEYSINSLOT', slot);
    if (member === to) expect(keys).toBeGreaterThanOrEqual(count);
    else expect(keys).toBe(0);
  }
  expect(await cluster.ownerOf(KEY)).toBe(to);
}

describe('npm run store -- move', () => {
  it('moves a store under load: each call has its one effect, and the store is away for a moment', async () => {
    const told: Told[] = [];
    const ignore = (): void => undefined;
    for (const call of opening()) told.push(await untilTold(() => service.url, call, ignore));
    await fill(3_000);
    const traffic = new Traffic(() => service.url, new Dice(11), 'moving');
    endings.push(() => traffic.close());
    await traffic.answers(100);
    for (let round = 0; round < 3; round++) {
      const { to } = await ends();
      const move = run('main', addressOf(to));
      expect([await move.end(), move.said]).toEqual([0, expect.stringMatching(LAST_LINE)]);
      const [, keys, awayMs] = LAST_LINE.exec(move.said)!;
      expect(Number(keys)).toBeGreaterThan(3_000);
      // With redis-cli 9 s; beside other tests a few times of what it takes alone.
      expect(Number(awayMs)).toBeLessThan(3_000);
      await expectMoved(to, 3_000);
      await traffic.answers(50);
    }
    await traffic.close();
    await sleep(2_500);
    expect(await findFaults(service.url, [...told, ...traffic.told])).toEqual([]);
  });

  it('finishes what redis-cli left half way; a call that was told not_executed had no effect', async () => {
    await DeductingCallers.stock(service.url);
    await fill(500);
    const callers = new DeductingCallers(() => service.url, 4, true);
    endings.push(() => callers.close());
    await callers.deduct(50);
    // To the member that had no slots at the beginning, or back from it.
    const { from, to } = await ends();
    const slot = await cluster.slotOf(KEY);
    await to.client.cluster('SETSLOT', slot, 'IMPORTING', from.id);
    await from.client.cluster('SETSLOT', slot, 'MIGRATING', to.id);
    for (const key of await from.client.cluster('GETKEYSINSLOT', slot, 200))
      await from.client.migrate('127.0.0.1', to.port, key, 0, 5_000);
    await eventually(async () => expect(callers.givenUp.length).toBeGreaterThan(4));
    const other = cluster.members.find((one) => one !== from && one !== to)!;
    const wrong = run('main', addressOf(other));
    expect([await wrong.end(), wrong.said]).toEqual([
      1,
      `The store does not move: it is on its way to ${addressOf(to)}: finish that first, with ${addressOf(to)} in ` +
        `the place of ${addressOf(other)}.\n`,
    ]);
    const move = run('main', addressOf(to));
    expect([await move.end(), move.said]).toEqual([0, expect.stringMatching(LAST_LINE)]);
    await callers.deduct(50);
    await callers.close();
    await expectMoved(to, 500);
    await expectEachSoldOnce(service.url, callers);
  });

  it('is run again when it was killed, at whatever it was', async () => {
    await DeductingCallers.stock(service.url);
    await fill(6_000);
    const callers = new DeductingCallers(() => service.url, 4);
    endings.push(() => callers.close());
    const { to } = await ends();
    await run('main', addressOf(to)).killAt(/copied/);
    await callers.deduct(20);
    await run('main', addressOf(to)).killAt(/moved|[89]\d % \d+ copied/, { mayEnd: true });
    const again = run('main', addressOf(to));
    const code = await again.end();
    expect(again.said).toMatch(/^Moved \d+ keys|is at \S+ already/m);
    expect(code).toBe(again.said.includes('already') ? 1 : 0);
    await callers.deduct(20);
    await callers.close();
    await expectMoved(to, 6_000);
    await expectEachSoldOnce(service.url, callers);
  });

  it('takes along the stores of the same slot, names them, and gives a new master the scripts', async () => {
    const twin = await nameInSlot(await cluster.slotOf(KEY));
    const put = {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{"currency":"USD"}',
    };
    expect((await fetch(`${service.url}/v1/stores/${twin}`, put)).status).toBe(201);
    const { to } = await ends();
    await to.client.function('FLUSH');
    const move = run('main', addressOf(to));
    expect([await move.end(), move.said]).toEqual([
      0,
      expect.stringContaining(`These share its slot and move along: ${twin}.\n`),
    ]);
    expect(await to.client.function('LIST')).toHaveLength(1);
    for (const name of ['main', twin]) {
      expect((await fetch(`${service.url}/v1/stores/${name}`)).status).toBe(200);
    }
  });
});

/** Another name of a store whose keys are in this slot. */
async function nameInSlot(slot: number): Promise<string> {
  const { client } = cluster.members[0]!;
  for (let first = 0; ; first += 5_000) {
    const names = Array.from({ length: 5_000 }, (_, i) => `s${first + i}`);
    const pipeline = client.pipeline();
    for (const name of names) pipeline.cluster('KEYSLOT', `ch:{${name}}:store`);
    const slots = (await pipeline.exec())!.map(([, found]) => found);
    const found = slots.indexOf(slot);
    if (found >= 0) return names[found]!;
  }
}
