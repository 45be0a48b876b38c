import { createHash } from 'node:crypto';
import { uuidv7 } from '../../src/platform/redis';
import { withoutChange } from '../support/snapshot';
import { useScriptStore } from '../support/use-script-store';

const the = useScriptStore({ TEE: 10 });
const unchanged = <T>(work: () => Promise<T>): Promise<T> => withoutChange(the.redis.client, work);
const id = uuidv7();
const record = (): Promise<string | null> => the.redis.client.hget(the.store.key('deductions'), id);
const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');
const reverse = (args: object = {}): Promise<unknown[]> =>
  the.store.run('inventory/reverse-deduction', { args: { id, sku: 'TEE', ...args } });

/** Takes movements of TEE away, behind `after` up to `through`. */
async function trim(after: number, through: number, deductions: string): Promise<unknown> {
  const sums = [0, 0, 0];
  for (let sequence = after + 1; sequence <= through; sequence++) {
    const json = await the.redis.client.hget(the.store.key('movements'), `TEE/${sequence}`);
    const [, onHand, reserved, , , atMs] = JSON.parse(json!) as number[];
    sums[0]! += onHand!;
    sums[1]! += reserved!;
    sums[2]! += atMs!;
  }
  const rest = ['TEE', after, through, ...sums, deductions];
  return (await the.store.ok('inventory/trim-movements', { rest }))[0];
}

beforeEach(() => the.store.deduct('TEE', 3, id));

it('leaves with its movement where the archive has it alike', async () => {
  expect(await trim(0, 2, sha1(`${id} TEE/2 - - -`))).toBe('trimmed');
  expect(await record()).toBeNull();
});

it.each([
  ['none', ''],
  ['another', `${id} TEE/2 1 - TEE/3`],
])('stays where the archive has %s, and tells how many units it took', async (_, line) => {
  expect(await trim(0, 2, sha1(line))).toBe('trimmed');
  expect(await record()).toBe('5|TEE/2 7 - - 3');
});

it('stays until the newest of its reversals leaves', async () => {
  await reverse({ quantity: 1 });
  expect(await trim(0, 2, sha1(`${id} TEE/2 1 - TEE/3`))).toBe('trimmed');
  expect(await record()).toBe('5|TEE/2 7 1 - 3 TEE/3');
  await reverse({ quantity: 1 });
  expect(await trim(2, 3, sha1(''))).toBe('trimmed');
  expect(await trim(3, 4, sha1(`${id} TEE/2 2 - TEE/4`))).toBe('trimmed');
  expect(await record()).toBeNull();
});

it.each([
  ['is no UUIDv7', 'chosen'],
  ['names a later time', uuidv7().replace(/^../, '7f')],
])('stays where its id %s, for the service would not ask the archive for that', async (_, chosen) => {
  await the.store.deduct('TEE', 1, chosen);
  const lines = `${id} TEE/2 - - -\n${chosen} TEE/3 - - -`;
  expect(await trim(0, 3, sha1(lines))).toBe('trimmed');
  expect(await the.redis.client.hget(the.store.key('deductions'), chosen)).toBe('5|TEE/3 6 - - 1');
});

describe('once it has left', () => {
  const archived = '5|TEE/2 7 - - 3';

  beforeEach(() => trim(0, 2, sha1(`${id} TEE/2 - - -`)));

  it('is asked for in the archive, and reversed as it was there', async () => {
    expect(await unchanged(() => reverse())).toEqual(['DEDUCTION_LEFT', '2']);
    expect((await reverse({ archived, archived_behind: 2, quantity: 2 }))[0]).toBe('OK');
    expect(await record()).toBe('5|TEE/2 7 2 - 3 TEE/3');
    expect(await unchanged(() => reverse({ archived, archived_behind: 2, quantity: 2 }))).toEqual([
      ...['QUANTITY_EXCEEDED', 'TEE', '1', '2'],
    ]);
  });

  it('is asked for anew where more has left since', async () => {
    await reverse({ archived, archived_behind: 2 });
    await trim(2, 3, sha1(`${id} TEE/2 3 - TEE/3`));
    expect(await record()).toBeNull();
    expect(await unchanged(() => reverse({ archived, archived_behind: 2 }))).toEqual(['DEDUCTION_LEFT', '3']);
  });

  it('is taken where the archive knows its id', async () => {
    const args = { id, sku: 'TEE', quantity: 1, used: id };
    expect(await unchanged(() => the.store.run('inventory/deduct', { args }))).toEqual([
      ...['OPERATION_ALREADY_EXECUTED', id],
    ]);
  });
});
