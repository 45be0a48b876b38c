import { KeyName } from '../../../src/platform/redis/keys';
import { CommandTap } from '../../support/command-tap';
import { useScriptStore } from '../../support/use-script-store';

const the = useScriptStore({ TEE: 10 });

let tap: CommandTap;
beforeEach(async () => {
  tap = await CommandTap.open(the.redis.client);
});
afterEach(() => tap.close());

/** Arguments of a command behind the key, each time that it touches this key of the store. */
function given(commands: string[][], word: string, name: KeyName): string[][] {
  const key = the.store.key(name);
  return commands
    .filter((one) => one[0]!.toUpperCase() === word && one[1] === key)
    .map((one) => one.slice(2));
}

describe('a call that names a SKU', () => {
  const rest = ['d1', 'TEE', 1, '', '', 'd2', 'TEE', 2, '', '', 'd3', 'TEE', 3, '', ''];
  const deductAll = (): Promise<string[][]> =>
    tap.during(() => the.store.ok('inventory/deduct-batch', { rest }));

  it('more than once reads and writes its record and its units sold once', async () => {
    const commands = await deductAll();
    expect(given(commands, 'HMGET', 'stock')).toEqual([['TEE']]);
    expect(given(commands, 'ZMSCORE', 'sold')).toEqual([['TEE']]);
    expect(given(commands, 'HSET', 'stock')).toEqual([['TEE', '4 0 4']]);
    expect(given(commands, 'ZADD', 'sold')).toEqual([['6', 'TEE']]);
  });

  it('once looks for the one movement that follows, and for a row of them where it moves again', async () => {
    const once = await tap.during(() => the.store.deduct('TEE', 1));
    expect(given(once, 'HMGET', 'movements')).toEqual([['TEE/2']]);
    const often = given(await deductAll(), 'HMGET', 'movements');
    expect(often.map((fields) => fields.length)).toEqual([1, 16]);
  });

  it('and is short of it looks once for reservations that are over, and reads none where none is', async () => {
    const commands = await tap.during(() => the.store.deduct('TEE', 11));
    const asked = commands.filter(([, key]) => key === the.store.key('reservation_index'));
    expect(asked.map(([word]) => word!.toUpperCase())).toEqual(['ZRANGE']);
  });

  it('as adjustments do reads it once as well', async () => {
    const commands = await tap.during(() => the.store.adjust('TEE', 'delta', -1));
    expect(given(commands, 'HMGET', 'stock')).toEqual([['TEE']]);
  });
});
