import { proofOf, leaving, withEntries } from '../support/script-cases/trimmed-entries';
import { snapshot } from '../support/snapshot';
import { useScriptStore } from '../support/use-script-store';

const the = useScriptStore({ TEE: 1 });

const entry = (field: string): Promise<string | null> =>
  the.redis.client.hget(the.store.key('entries'), field);
const put = (field: string, record: string): Promise<number> =>
  the.redis.client.hset(the.store.key('entries'), field, record);
const trim = (...rest: (string | number)[]): Promise<unknown[]> =>
  the.store.ok('ledger/trim-entries', { rest });
const fieldsOf = async (key: string): Promise<number> =>
  (await the.redis.client.hkeys(the.store.key('entries'))).filter((field) => field.startsWith(`${key}/`))
    .length;

/** Nothing of the store changes by it. */
async function stays(outcome: string, ...rest: (string | number)[]): Promise<void> {
  const before = await snapshot(the.redis.client);
  expect(await trim(...rest)).toEqual([outcome]);
  expect(await snapshot(the.redis.client)).toEqual(before);
}

describe('lua/ledger/trim-entries.lua', () => {
  beforeEach(() => withEntries(the.store, 150));

  it('leaves what entries came to in their place: number, time and balance of the last one', async () => {
    const at = (await entry('ann/49'))!.split(' ')[2];
    expect(await trim(...(await leaving(the.store, 'ann', 0, 49)))).toEqual(['trimmed']);
    expect(await entry('ann/0')).toBe(`49 ${at} 49`);
    expect([await entry('ann/1'), await entry('ann/49')]).toEqual([null, null]);
    expect(await fieldsOf('ann')).toBe(102);
  });

  it('goes on behind what has left, and takes nothing twice', async () => {
    const first = await leaving(the.store, 'ann', 0, 20);
    const second = await leaving(the.store, 'ann', 20, 49);
    expect(await trim(...first, ...second)).toEqual(['trimmed', 'trimmed']);
    expect((await entry('ann/0'))!.split(' ')[2]).toBe('49');
    await stays('changed', ...first);
    await stays('changed', ...second);
  });

  it('leaves out no entry: it goes on behind the last that left, and nowhere else', async () => {
    await stays('changed', ...(await leaving(the.store, 'ann', 1, 20)));
    await trim(...(await leaving(the.store, 'ann', 0, 20)));
    await stays('changed', ...(await leaving(the.store, 'ann', 21, 30)));
    await stays('changed', 'ann', 20, 20, await proofOf(the.store, 'ann', 19, 20));
    await stays('changed', 'ann', 20, 3, 'x');
  });

  it('lets the newest 101 stay', async () => {
    await stays('changed', ...(await leaving(the.store, 'ann', 0, 50)));
    await stays('changed', ...(await leaving(the.store, '@world/USD', 0, 50)));
    expect(await trim(...(await leaving(the.store, 'ann', 0, 49)))).toEqual(['trimmed']);
  });

  it('lets an account that is not there alone', () => stays('changed', 'bob', 0, 1, 'x'));

  it('lets entries stay that are others in the archive, or are not there', async () => {
    const asArchived = await leaving(the.store, 'ann', 0, 20);
    const record = (await entry('ann/7'))!;
    for (const other of [record.replace('m6', 'm7'), record.replace('@world', '@else'), `2|${record} eve`]) {
      await put('ann/7', other);
      await stays('different', ...asArchived);
    }
    await the.redis.client.hdel(the.store.key('entries'), 'ann/7');
    await stays('different', ...asArchived);
    await put('ann/7', 'nonsense');
    await stays('different', ...asArchived);
    await put('ann/7', record);
    expect(await trim(...asArchived)).toEqual(['trimmed']);
  });

  it('lets entries stay that do not follow from each other, whatever the archive has', async () => {
    const record = (await entry('ann/7'))!;
    for (const other of [record.replace(/^1 7 /, '1 8 '), record.replace(/^1 7 /, '2 7 ')]) {
      await put('ann/7', other);
      await stays('different', ...(await leaving(the.store, 'ann', 0, 20)));
    }
    await put('ann/7', record);
    await trim(...(await leaving(the.store, 'ann', 0, 20)));
    const opening = (await entry('ann/0'))!;
    await put('ann/0', opening.replace(/20$/, '21'));
    await stays('different', ...(await leaving(the.store, 'ann', 20, 30)));
  });

  it('takes one for what the archive hands out, in whichever form it is kept', async () => {
    const asArchived = await leaving(the.store, 'ann', 0, 20);
    await put('ann/7', `2|${(await entry('ann/7'))!} -`);
    expect(await trim(...asArchived)).toEqual(['trimmed']);
  });

  it('takes their marks out of the index', async () => {
    const marks = (): Promise<string[]> =>
      the.redis.client.zrange(the.store.key('transfer_index'), '[e/ann/', '(e/ann0', 'BYLEX');
    const before = await marks();
    expect(before).toHaveLength(4);
    await trim(...(await leaving(the.store, 'ann', 0, 31)));
    expect(await marks()).toEqual(before);
    await trim(...(await leaving(the.store, 'ann', 31, 49)));
    expect(await marks()).toEqual(before.slice(1));
  });

  it('fails where the opening is damaged', async () => {
    await put('ann/0', 'nonsense');
    await expect(trim(...(await leaving(the.store, 'ann', 0, 20)))).rejects.toThrow('CORRUPT entries ann/0');
  });
});

describe('more than 500 of an account', () => {
  it('do not leave at once', async () => {
    await withEntries(the.store, 700);
    await stays('different', ...(await leaving(the.store, 'ann', 0, 501)));
    expect(await trim(...(await leaving(the.store, 'ann', 0, 500)))).toEqual(['trimmed']);
    expect(await fieldsOf('ann')).toBe(201);
  });
});

it('posting reads nothing of what has left: it goes on from the record of the account', async () => {
  await withEntries(the.store, 150);
  await trim(...(await leaving(the.store, 'ann', 0, 49)));
  await put('ann/0', 'nonsense');
  await the.redis.client.hdel(the.store.key('entries'), 'ann/150');
  const { days } = await import('../support/script-cases/ledger');
  const args = { midnights: days(), id: 'x', from: 'ann', to: '@world', amount: 5, notes: '{}' };
  await the.store.ok('ledger/transfer', { args });
  expect(await entry('ann/151')).toMatch(/^-5 145 /);
});
