import { startRedis, TestRedis } from '../support/redis-server';
import { ScriptStore } from '../support/script-store';

const RESERVATIONS = 100;
const LINES = 100;

let redis: TestRedis;
let store: ScriptStore;

/** A unit of each of a hundred SKUs that no other reservation has. */
function unitsOf(reservation: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: LINES }, (_, i) => [`SKU-${reservation}-${i}`, 1]));
}

/** A hundred reservations of a hundred SKUs each, all of them over. */
beforeAll(async () => {
  redis = await startRedis();
  store = await ScriptStore.create(redis.client);
  for (let i = 0; i < RESERVATIONS; i++) {
    await store.receive(unitsOf(i));
    await store.reserve(`reservation-${i}`, unitsOf(i));
    await store.lapse(`reservation-${i}`);
  }
});
afterAll(() => redis.stop());

describe('lapsed reservations with more lines than one script may end', () => {
  it('never make a sale fail', async () => {
    let reply = ['AGAIN'];
    for (let run = 0; reply[0] === 'AGAIN' && run <= RESERVATIONS; run++) {
      reply = (await store.deduct(`SKU-${RESERVATIONS - 1}-${LINES - 1}`, 1)) as string[];
    }
    expect(reply[0]).toBe('OK');
  });

  it('are given back by the sweeper, some at each run, none taken for an orphan', async () => {
    for (let i = RESERVATIONS; i < 2 * RESERVATIONS; i++) {
      await store.receive(unitsOf(i));
      await store.reserve(`reservation-${i}`, unitsOf(i));
      await store.lapse(`reservation-${i}`);
    }
    let released = 0;
    for (let run = 0; run <= RESERVATIONS && released < RESERVATIONS; run++) {
      const members = (await store.ok('inventory/find-due', { args: { limit: RESERVATIONS } })).slice(
        6,
      ) as string[];
      const hold = members.map((member) => member.split('/')[3]!);
      const counts = await store.ok('inventory/release-due', { ids: { hold }, rest: members });
      expect(counts[2]).toBe('0');
      released += Number(counts[1]);
    }
    expect(released).toBe(RESERVATIONS);
  });
});
