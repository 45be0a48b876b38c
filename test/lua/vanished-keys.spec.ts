import { CommandTap } from '../support/command-tap';
import { useScriptStore } from '../support/use-script-store';

const the = useScriptStore({ TEE: 300, MUG: 3 });

let tap: CommandTap;
beforeEach(async () => {
  tap = await CommandTap.open(the.redis.client);
});
afterEach(() => tap.close());

const ids = Array.from({ length: 250 }, (_, i) => `h${String(i).padStart(3, '0')}`);

async function reserveAll(): Promise<void> {
  for (const id of ids) await the.store.reserve(id, { TEE: 1 });
}

async function find(cursor: string): Promise<[next: string, ...members: string[]]> {
  const found = await the.store.ok('inventory/find-vanished', { args: { cursor, limit: 100 } });
  return found as [string, ...string[]];
}

/** The looks at expiry keys that a call takes: how many keys each. */
async function looks(work: () => Promise<unknown>): Promise<number[]> {
  const commands = await tap.during(work);
  return commands
    .filter(([command, key]) => command!.toUpperCase() === 'EXISTS' && key !== the.store.key('store'))
    .map((command) => command.length - 1);
}

describe('inventory/find-vanished', () => {
  it('walks all active reservations page by page, and finds those whose expiry key has vanished', async () => {
    await reserveAll();
    const gone = ['h007', 'h099', 'h100', 'h249'];
    for (const id of gone) await the.store.vanish(id);
    const seen: string[] = [];
    let [cursor, pages] = ['', 0];
    do {
      const [next, ...members] = await find(cursor);
      seen.push(...members);
      [cursor, pages] = [next, pages + 1];
    } while (cursor !== '');
    expect(seen.map((member) => member.split('/')[3])).toEqual(gone);
    expect(pages).toBe(3);
  });

  it('looks at a page in one command where no key has vanished, and at each where one has', async () => {
    await reserveAll();
    expect(await looks(() => find(''))).toEqual([100]);
    await the.store.vanish('h050');
    expect(await looks(() => find(''))).toEqual([100, ...Array<number>(100).fill(1)]);
  });

  it('leaves those whose deadline has passed to the sweep, also where its cursor has lapsed', async () => {
    await the.store.reserve('h1', { TEE: 1 });
    await the.store.reserve('h2', { TEE: 1 });
    await the.store.lapse('h1');
    await the.store.vanish('h2');
    for (const cursor of ['', 's/active/1000000000000/h0']) {
      expect(await find(cursor)).toEqual(['', expect.stringMatching(/^s\/active\/\d{13}\/h2$/)]);
    }
  });
});

describe('a sale that is refused', () => {
  it('looks at a hundred expiry keys at most, in one command', async () => {
    await reserveAll();
    expect(await looks(() => the.store.deduct('TEE', 51))).toEqual([100]);
  });

  it.each([
    ['nothing is reserved of its SKU', 'MUG', 4],
    ['all that is on hand would not be enough', 'TEE', 301],
  ])('looks at none where %s', async (_why, sku, quantity) => {
    await reserveAll();
    expect(await looks(() => the.store.deduct(sku, quantity))).toEqual([]);
  });

  it('looks at none where another SKU of the call has units reserved, and is not short', async () => {
    await the.store.reserve('h1', { TEE: 1 });
    expect(await looks(() => the.store.reserve('h2', { TEE: 1, MUG: 4 }))).toEqual([]);
  });
});
