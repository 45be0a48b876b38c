import { CommandTap } from '../../support/command-tap';
import { useScriptStore } from '../../support/use-script-store';

const the = useScriptStore({ TEE: 10 });

let tap: CommandTap;
beforeEach(async () => {
  tap = await CommandTap.open(the.redis.client);
});
afterEach(() => tap.close());

const stateOf = async (id: string): Promise<string | undefined> =>
  (await the.redis.client.hget(the.store.key('reservations'), id))?.split(' ')[0];

/** How often the work looks for expiry keys. */
async function looks(work: () => Promise<unknown>): Promise<number> {
  const commands = await tap.during(work);
  const holds = `${the.store.key('hold')}:`;
  return commands.filter(([word, key]) => word!.toUpperCase() === 'EXISTS' && key!.startsWith(holds)).length;
}

describe('a sale', () => {
  it('that is not short ends no reservation that is over', async () => {
    await the.store.reserve('h1', { TEE: 6 });
    await the.store.lapse('h1');
    expect((await the.store.deduct('TEE', 4))[0]).toBe('OK');
    expect(await stateOf('h1')).toBe('active');
  });

  it('that is short of what is kept for safety looks for no expiry key where nothing of it is reserved', async () => {
    await the.store.receive({ MUG: 10 });
    await the.store.reserve('h1', { MUG: 1 });
    await the.store.ok('inventory/set-policy', { args: { sku: 'TEE', safety_stock: 5 } });
    expect(await looks(() => the.store.deduct('TEE', 6))).toBe(0);
    expect(await looks(() => the.store.deduct('MUG', 10))).toBe(1);
  });

  it('that is short passes by what the index lists without a record', async () => {
    await the.redis.client.zadd(the.store.key('reservation_index'), 0, 's/active/1000000000000/h9');
    expect(await the.store.deduct('TEE', 11)).toEqual(['INSUFFICIENT_STOCK', 'TEE', '11', '10']);
  });

  it('that ended one at its deadline leaves those with a vanished expiry key to the next run', async () => {
    for (const id of ['h1', 'h2']) await the.store.reserve(id, { TEE: 1 });
    await the.store.lapse('h1');
    await the.store.vanish('h2');
    expect(await the.store.deduct('TEE', 10)).toEqual(['AGAIN']);
    expect([await stateOf('h1'), await stateOf('h2')]).toEqual(['expired', 'active']);
    expect((await the.store.deduct('TEE', 10))[0]).toBe('OK');
    expect(await stateOf('h2')).toBe('expired');
  });
});
