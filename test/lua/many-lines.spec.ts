import { startRedis, TestRedis } from '../support/redis-server';
import { ScriptStore } from '../support/script-store';

const HOLDS = 100;
const LINES = 100;

let redis: TestRedis;
let store: ScriptStore;

/** A unit of each of a hundred SKUs that no other hold has. */
function unitsOf(hold: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: LINES }, (_, i) => [`SKU-${hold}-${i}`, 1]));
}

/** A hundred holds of a hundred SKUs each, all of them over. */
beforeAll(async () => {
  redis = await startRedis();
  store = await ScriptStore.create(redis.client);
  for (let hold = 0; hold < HOLDS; hold++) {
    await store.receive(unitsOf(hold));
    await store.reserve(`hold-${hold}`, unitsOf(hold));
    await store.lapse(`hold-${hold}`);
  }
});
afterAll(() => redis.stop());

describe('more lines that are over than one script may end', () => {
  it('never make a sale fail', async () => {
    let reply = ['AGAIN'];
    for (let run = 0; reply[0] === 'AGAIN' && run <= HOLDS; run++) {
      reply = (await store.deduct(`SKU-${HOLDS - 1}-${LINES - 1}`, 1)) as string[];
    }
    expect(reply[0]).toBe('OK');
  });

  it('are given back by the sweeper, some at each run, none taken for an orphan', async () => {
    for (let hold = HOLDS; hold < 2 * HOLDS; hold++) {
      await store.receive(unitsOf(hold));
      await store.reserve(`hold-${hold}`, unitsOf(hold));
      await store.lapse(`hold-${hold}`);
    }
    let released = 0;
    for (let run = 0; run <= HOLDS && released < HOLDS; run++) {
      const members = (await store.ok('inventory/find-due', { args: { limit: HOLDS } })).slice(5) as string[];
      const hold = members.map((member) => member.split('/')[3]!);
      const counts = await store.ok('inventory/release-due', { ids: { hold }, rest: members });
      expect(counts[2]).toBe('0');
      released += Number(counts[1]);
    }
    expect(released).toBe(HOLDS);
  });
});
