import { encodeStock } from '../../src/inventory/generated/stock-record';
import { effectsIn } from '../support/journal';
import { NOT_QUANTITIES } from '../support/not-quantities';
import { withoutChange } from '../support/snapshot';
import { sleep } from '../support/time';
import { useScriptStore } from '../support/use-script-store';

const NOT_TTLS = [...NOT_QUANTITIES, '2592001'];

const the = useScriptStore({ TEE: 10, MUG: 3 });

function reserve(id: string, ttl: string | number, ...rest: (string | number)[]) {
  const args = { id, ttl_seconds: ttl, owner: '-', metadata: '-' };
  return the.store.run('inventory/reserve', { ids: { hold: id }, args, rest });
}

function extend(id: string, ttl: string | number) {
  return the.store.run('inventory/extend', { ids: { hold: id }, args: { id, ttl_seconds: ttl } });
}

async function refused(reply: unknown[], work: () => Promise<unknown>): Promise<void> {
  expect(await withoutChange(the.redis.client, work)).toEqual(reply);
}

async function sweep() {
  const members = (await the.store.ok('inventory/find-due', { args: { limit: 100 } })).slice(6) as string[];
  const hold = members.map((member) => member.split('/')[3]!);
  return the.store.ok('inventory/release-due', { ids: { hold }, rest: members });
}

describe('defect 13: a reservation whose deadline has passed', () => {
  it('gives its units back to the sweeper, once', async () => {
    await reserve('h1', 1, 'TEE', 6);
    expect(await the.store.stock('TEE')).toEqual([10, 6, 0]);
    await sleep(1010);
    expect(await sweep()).toEqual(['1', '1', '0']);
    expect(await sweep()).toEqual(['0', '0', '0']);
    expect(await the.store.stock('TEE')).toEqual([10, 0, 0]);
  });

  it('gives them back also where its expiry key outlives the deadline', async () => {
    await the.store.reserve('h1', { TEE: 6 });
    await the.store.lapse('h1');
    await the.redis.client.set(the.store.key('hold', 'h1'), 1);
    await sleep(2);
    expect(await sweep()).toEqual(['1', '1', '0']);
    expect(await the.redis.client.exists(the.store.key('hold', 'h1'))).toBe(0);
  });

  it.each([
    ['a deduction', () => the.store.deduct('TEE', 10)],
    ['another reservation', () => reserve('h2', 60, 'TEE', 10)],
  ])('never makes %s fail', async (_taker, take) => {
    await the.store.reserve('h1', { TEE: 6 });
    await the.store.lapse('h1');
    expect((await take())[0]).toBe('OK');
  });

  it('is ended, and its units taken, by one call that notes each of the two once', async () => {
    await the.store.reserve('h1', { TEE: 6 });
    await the.store.lapse('h1');
    await reserve('h2', 60, 'TEE', 10);
    const { client } = the.redis;
    expect(await client.hget(the.store.key('stock'), 'TEE')).toBe(
      encodeStock({ onHand: 10, reserved: 10, sequence: 4, rules: '0' }),
    );
    expect((await client.hkeys(the.store.key('movements'))).sort()).toEqual([
      'MUG/1',
      'TEE/1',
      'TEE/2',
      'TEE/3',
      'TEE/4',
    ]);
    const effects = await effectsIn(client, the.store.key('journal'));
    const types = effects.map(({ type }) => type).filter((type) => type.startsWith('reservation'));
    expect(types).toEqual(['reservation.created', 'reservation.expired', 'reservation.created']);
    const states = await client.zrangebylex(the.store.key('reservation_index'), '[s/', '(s0');
    expect(states.map((member) => member.replace(/\d{13}/, ''))).toEqual(['s/active//h2', 's/expired//h1']);
  });

  it('is ended once where the index lists it under another deadline as well', async () => {
    await the.store.reserve('h1', { TEE: 6 });
    await the.store.lapse('h1');
    await the.redis.client.zadd(the.store.key('reservation_index'), 0, 's/active/1000000000000/h1');
    expect((await reserve('h2', 60, 'TEE', 10))[0]).toBe('OK');
    expect(await the.redis.client.hget(the.store.key('stock'), 'TEE')).toBe(
      encodeStock({ onHand: 10, reserved: 10, sequence: 4, rules: '0' }),
    );
  });

  it('counts as available also where that is not enough', async () => {
    await the.store.reserve('h1', { TEE: 6 });
    await the.store.lapse('h1');
    expect(await the.store.deduct('TEE', 11)).toEqual(['AGAIN']);
    expect(await the.store.deduct('TEE', 11)).toEqual(['INSUFFICIENT_STOCK', 'TEE', '11', '10']);
  });
});

describe('defect 14: committing a reservation that is over', () => {
  it.each(['commit', 'cancel'] as const)('%s says so, and the units are available again', async (script) => {
    await the.store.reserve('h1', { TEE: 6 });
    await the.store.lapse('h1');
    expect((await the.store.end(script, 'h1')).slice(0, 2)).toEqual(['RESERVATION_EXPIRED', 'h1']);
    expect(await the.store.stock('TEE')).toEqual([10, 0, 0]);
  });

  it('says so from the moment the expiry key has gone, whatever the record says', async () => {
    await the.store.reserve('h1', { TEE: 6 });
    await the.redis.client.del(the.store.key('hold', 'h1'));
    expect((await the.store.end('commit', 'h1'))[0]).toBe('RESERVATION_EXPIRED');
    expect(await the.store.stock('TEE')).toEqual([10, 0, 0]);
  });

  it('says so from the deadline on, also where the expiry key is still there', async () => {
    await the.store.reserve('h1', { TEE: 6 });
    await the.store.lapse('h1');
    await the.redis.client.set(the.store.key('hold', 'h1'), 1);
    expect((await the.store.end('commit', 'h1'))[0]).toBe('RESERVATION_EXPIRED');
    expect(await the.redis.client.exists(the.store.key('hold', 'h1'))).toBe(0);
  });
});

it('a record of a reservation begins with its state, deadline and end', async () => {
  const record = async () => (await the.redis.client.hget(the.store.key('reservations'), 'h1'))!;
  await the.store.reserve('h1', { TEE: 1, MUG: 2 }, 'ann');
  const [, expires, lasting] = /^active (\d{13}) 0 (\d{13} ann TEE\*1,MUG\*2 -)$/.exec(await record())!;
  await the.store.end('cancel', 'h1');
  expect(await record()).toMatch(
    new RegExp(`^cancelled ${expires} \\d{13} ${lasting!.replaceAll('*', '\\*')}$`),
  );
});

it('defect 15: the deadline is counted on Redis’ clock', async () => {
  const [seconds] = await the.redis.client.time();
  const fields = String((await reserve('h1', 600, 'TEE', 1))[2]).split(' ');
  const [, expiresMs, , createdMs] = fields.map(Number) as [number, number, number, number];
  expect(expiresMs - createdMs).toBe(600_000);
  expect(Math.abs(createdMs / 1000 - Number(seconds))).toBeLessThan(5);
  expect(await the.redis.client.pexpiretime(the.store.key('hold', 'h1'))).toBe(expiresMs);
});

describe('defect 16: a time to live that is not valid', () => {
  it.each(NOT_TTLS)('%j reserves nothing', async (ttl) => {
    await refused(['INVALID_ARGUMENT', 'ttlSeconds'], () => reserve('h1', ttl, 'TEE', 1));
  });

  it.each(NOT_TTLS)('%j extends nothing', async (ttl) => {
    await the.store.reserve('h1', { TEE: 1 });
    await refused(['INVALID_ARGUMENT', 'ttlSeconds'], () => extend('h1', ttl));
  });
});

it('defect 17: the expiry key is one of KEYS, in the slot of its store', async () => {
  const before = await the.redis.client.keys('*');
  await the.store.reserve('h1', { TEE: 1 });
  const made = (await the.redis.client.keys('*')).filter((key) => !before.includes(key));
  expect(made).toContain(`ch:{${the.store.name}}:hold:h1`);
});

describe('defect 18: a reservation with a quantity that is not valid', () => {
  it.each(NOT_QUANTITIES)('%j inflates nothing, in whichever line', async (quantity) => {
    await refused(['INVALID_ARGUMENT', 'quantity'], () => reserve('h1', 60, 'TEE', 1, 'MUG', quantity));
    await refused(['INVALID_ARGUMENT', 'quantity'], () => reserve('h1', 60, 'MUG', quantity, 'TEE', 1));
  });

  it('is refused where it is missing, and so are no lines and more than a hundred', async () => {
    await refused(['INVALID_ARGUMENT', 'lines'], () => reserve('h1', 60, 'TEE'));
    await refused(['INVALID_ARGUMENT', 'lines'], () => reserve('h1', 60));
    const rest = Array<string | number>(202).fill(1);
    await refused(['INVALID_ARGUMENT', 'lines'], () => reserve('h1', 60, ...rest));
  });
});

it('defect 19: the id of a reservation is not taken again, also once the reservation has ended', async () => {
  await the.store.reserve('h1', { TEE: 6 });
  await refused(['RESERVATION_ALREADY_EXISTS', 'h1'], () => the.store.reserve('h1', { TEE: 1 }));
  await the.store.end('cancel', 'h1');
  await refused(['RESERVATION_ALREADY_EXISTS', 'h1'], () => the.store.reserve('h1', { TEE: 1 }));
});

describe('defect 20: stock lowered below a reservation', () => {
  it('is refused, so that the commit finds its units', async () => {
    await the.store.reserve('h1', { TEE: 6 });
    const left = expect.stringMatching(/^4 \d+ 6$/) as string;
    await refused(['INSUFFICIENT_STOCK', 'TEE', '5', left], () => the.store.adjust('TEE', 'setTo', 5));
    expect((await the.store.end('commit', 'h1'))[0]).toBe('OK');
    expect(await the.store.stock('TEE')).toEqual([4, 0, 6]);
  });

  it('by hand makes the commit fail with nothing written', async () => {
    await the.store.reserve('h1', { TEE: 6 });
    await the.redis.client.hset(the.store.key('stock'), 'TEE', '5 6 2');
    const commit = () =>
      the.store.end('commit', 'h1').catch(({ message }: Error) => [/CORRUPT stock \w+/.exec(message)?.[0]]);
    await refused(['CORRUPT stock TEE'], commit);
  });
});

describe('defect 21: ending a reservation that has ended', () => {
  it.each([
    ['commit', 'commit', 'committed'],
    ['commit', 'cancel', 'cancelled'],
    ['cancel', 'commit', 'committed'],
  ] as const)('%s after %s names the state', async (second, first, state) => {
    await the.store.reserve('h1', { TEE: 6 });
    await the.store.end(first, 'h1');
    await refused(['INVALID_STATE', 'reservation', 'h1', state], () => the.store.end(second, 'h1'));
    await refused(['INVALID_STATE', 'reservation', 'h1', state], () => extend('h1', 60));
  });

  it('differs from ending a reservation that never was', async () => {
    await refused(['RESERVATION_NOT_FOUND', 'h1'], () => the.store.end('commit', 'h1'));
  });
});

describe('defect 22: a reservation', () => {
  it('takes several SKUs, all or none; a SKU that repeats adds up', async () => {
    expect((await reserve('h1', 60, 'TEE', 3, 'MUG', 1, 'TEE', 3))[2]).toMatch(/ TEE\*6,MUG\*1 /);
    // Behind what is available stands when, and how much, the hold of before gives back.
    const [tees, mugs] = [/^4 \d+ 6$/, /^2 \d+ 1$/].map((text) => expect.stringMatching(text) as string);
    await refused(['INSUFFICIENT_STOCK', 'TEE', '6', tees, 'MUG', '3', mugs], () =>
      reserve('h2', 60, 'TEE', 3, 'MUG', 3, 'TEE', 3),
    );
  });

  it('can be extended, counted from now', async () => {
    await reserve('h1', 1, 'TEE', 6);
    expect((await extend('h1', 600))[0]).toBe('OK');
    expect(await the.redis.client.pttl(the.store.key('hold', 'h1'))).toBeGreaterThan(590_000);
  });

  it.each(['s/active', 'k/TEE', 'o/ann'])('is listed under %s', async (prefix) => {
    await the.store.reserve('h1', { TEE: 1, MUG: 1 }, 'ann');
    const args = { prefix, order: 'asc', cursor: '', limit: 10 };
    expect((await the.store.ok('inventory/list-reservations', { args }))[1]).toBe('h1');
  });
});
