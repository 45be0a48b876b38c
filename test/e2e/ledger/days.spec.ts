import { midnightsAround } from '../../../src/ledger/midnights';
import { StoreCalls } from '../../support/house';
import { ScriptStore } from '../../support/script-store';
import { sleep } from '../../support/time';
import { withoutChange } from '../../support/snapshot';
import { useHouse } from '../../support/use-house';
import { LedgerCalls } from './ledger-calls';

const HOUR = 3_600_000;
const at = (iso: string): number => Date.parse(iso);

const the = useHouse({ SWEEP_INTERVAL_MS: 3_600_000 });

describe('the midnights of a time zone', () => {
  const lengths = (zone: string, now: string, ahead = 2): number[] => {
    const midnights = midnightsAround(zone, at(now), ahead);
    return midnights.slice(1).map((midnight, i) => (midnight - midnights[i]!) / HOUR);
  };

  it('are those of UTC in UTC', () => {
    expect(midnightsAround('UTC', at('2026-03-10T12:00:00Z'), 1)).toEqual([
      ...[at('2026-03-09T00:00:00Z'), at('2026-03-10T00:00:00Z'), at('2026-03-11T00:00:00Z')],
    ]);
  });

  it.each([
    ['2026-03-28T23:00:00Z', '2026-03-28T22:59:59.999Z'],
    ['2026-03-29T22:00:00Z', '2026-03-29T21:59:59.999Z'],
  ])('change at the millisecond: %s begins a day of Berlin', (first, last) => {
    expect(midnightsAround('Europe/Berlin', at(first), 0)[1]).toBe(at(first));
    expect(midnightsAround('Europe/Berlin', at(last), 1)[2]).toBe(at(first));
  });

  it.each([
    ['Europe/Berlin', '2026-03-29T10:00:00Z', 23],
    ['Europe/Berlin', '2026-10-25T10:00:00Z', 25],
    ['America/New_York', '2026-03-08T16:00:00Z', 23],
    ['America/New_York', '2026-11-01T16:00:00Z', 25],
    ['Australia/Lord_Howe', '2026-04-05T02:00:00Z', 24.5],
    ['Australia/Lord_Howe', '2026-10-04T02:00:00Z', 23.5],
    ['Asia/Kathmandu', '2026-05-05T05:00:00Z', 24],
    ['Pacific/Kiritimati', '2026-05-05T05:00:00Z', 24],
    ['Etc/GMT+12', '2026-05-05T05:00:00Z', 24],
  ])('%s has around %s a day of %d hours, with whole ones on both sides', (zone, now, hours) => {
    expect(lengths(zone, now)).toEqual([24, hours, 24]);
  });

  it('is one o’clock where midnight is skipped', () => {
    // Beirut puts the clock forward at midnight, and back at midnight to the day before.
    const [, today] = midnightsAround('Asia/Beirut', at('2026-03-29T10:00:00Z'), 0);
    expect(
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Beirut', timeStyle: 'short' }).format(today),
    ).toBe('01:00');
    expect(lengths('Asia/Beirut', '2026-03-29T10:00:00Z')).toEqual([24, 23, 24]);
    expect(lengths('Asia/Beirut', '2026-10-24T10:00:00Z')).toEqual([24, 25, 24]);
  });

  it('leaves out a day that never was', () => {
    // Samoa went from 29 to 31 December 2011.
    expect(lengths('Pacific/Apia', '2011-12-29T20:00:00Z', 1)).toEqual([24, 24]);
    expect(midnightsAround('Pacific/Apia', at('2011-12-30T09:00:00Z'), 1)).toEqual([
      ...['2011-12-28T10:00:00Z', '2011-12-29T10:00:00Z', '2011-12-30T10:00:00Z'].map(at),
    ]);
  });

  it('surround now in every zone there is', () => {
    const moments = [
      '2026-01-01T00:00:00Z',
      '2026-03-29T00:30:00Z',
      '2026-10-25T01:30:00Z',
      '2026-12-31T23:59:59Z',
    ];
    Intl.supportedValuesOf('timeZone').forEach((zone, i) => {
      const now = at(moments[i % moments.length]!);
      const midnights = midnightsAround(zone, now, 1);
      expect(midnights).toEqual([...midnights].sort((a, b) => a - b));
      expect(midnights[1]).toBeLessThanOrEqual(now);
      expect(midnights[2]).toBeGreaterThan(now);
    });
  });
});

describe('a daily limit', () => {
  let store: StoreCalls;
  let ledger: LedgerCalls;

  beforeEach(async () => {
    store = await the.house.store({ currency: 'USD', timeZone: 'America/St_Johns' });
    ledger = new LedgerCalls(store);
    await ledger.open('alice', 5000, { limits: { perTransfer: 600, daily: 1000 } });
    await ledger.open('bob');
  });

  const send = (amount: number) => ledger.transfer({ from: 'alice', to: 'bob', amount });

  it('counts what goes out, tells what remains, and refuses with the numbers', async () => {
    const resetsAt = new Date(midnightsAround('America/St_Johns', Date.now(), 1)[2]!).toISOString();
    const { body } = await send(600).expect(201);
    expect(body.limit).toEqual({ daily: 1000, used: 600, remaining: 400, resetsAt });
    const refused = await send(401).expect(409);
    expect(refused.body).toMatchObject({
      ...{ code: 'LIMIT_EXCEEDED', account: 'alice', scope: 'daily' },
      ...{ limit: 1000, used: 600, requested: 401, resetsAt },
    });
    expect((await send(400).expect(201)).body.limit.remaining).toBe(0);
    expect(await ledger.account('alice')).toMatchObject({ usedToday: 1000, resetsAt });
  });

  it('per transfer is another: it says so, and when it is exactly met lets pass', async () => {
    const { body } = await send(601).expect(409);
    expect(body).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      scope: 'perTransfer',
      limit: 600,
      requested: 601,
      resetsAt: null,
    });
    await send(600).expect(201);
  });

  it('of zero lets nothing out, and no limit is no limit', async () => {
    await ledger.put('alice', { limits: { daily: 0 } }).expect(200);
    expect((await send(1).expect(409)).body).toMatchObject({ code: 'LIMIT_EXCEEDED', limit: 0 });
    await ledger.put('alice').expect(200);
    const { body } = await send(3000).expect(201);
    expect(body).not.toHaveProperty('limit');
  });

  it('set during the day counts what went out before', async () => {
    await ledger.put('alice').expect(200);
    await send(900).expect(201);
    await ledger.put('alice', { limits: { daily: 1000 } }).expect(200);
    expect((await send(101).expect(409)).body).toMatchObject({ used: 900 });
  });

  it('does not count what comes in', async () => {
    await ledger.open('carol', 900, { limits: { daily: 100 } });
    expect(await ledger.account('carol')).toMatchObject({ usedToday: 0 });
  });
});

describe('the day as a script finds it in the table that it is given', () => {
  let scripts: ScriptStore;
  const now = async (): Promise<number> => {
    const [seconds, micros] = await the.house.redis.client.time();
    return Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
  };
  const table = (...midnights: number[]): string => ['Europe/Berlin', ...midnights].join(' ');
  const settings = { asset: '', overdraft: 0, per_transfer: '-', daily: 1000, metadata: '-', if_match: '' };
  const send = (days: string, amount: number, id: string, ttlSeconds: number | '' = '') => {
    const args = { days, id, from: 'alice', to: 'bob', amount, ttl_seconds: ttlSeconds, notes: '{}' };
    return scripts.run('ledger/transfer', { args });
  };
  const reverse = (id: string, amount: number | '') =>
    scripts.ok('ledger/reverse', { args: { id, amount, reversal_id: `r-${id}`, notes: '{}' } });
  const used = async (days: string): Promise<string> =>
    (await scripts.ok('ledger/read-account', { args: { days, id: 'alice', asset: '' } })).at(-1) as string;

  beforeEach(async () => {
    const store = await the.house.store({ currency: 'USD', timeZone: 'Europe/Berlin' });
    scripts = new ScriptStore(the.house.redis.client, store.name);
    const days = table((await now()) - HOUR, (await now()) + HOUR);
    for (const id of ['alice', 'bob'])
      await scripts.ok('ledger/put-account', { args: { ...settings, days, id } });
    const args = { days, id: 't0', from: '@world', to: 'alice', amount: 9000, ttl_seconds: '', notes: '{}' };
    await scripts.ok('ledger/transfer', { args });
  });

  it.each([
    ['of 23 hours', 23],
    ['of 25 hours', 25],
  ])('is one day from midnight to midnight, also one %s', async (_, hours) => {
    const start = (await now()) - (hours - 1) * HOUR - 1000;
    const days = table(start - 24 * HOUR, start, start + hours * HOUR, start + (hours + 24) * HOUR);
    expect(await send(days, 1000, 't1')).toEqual(
      expect.arrayContaining(['OK', '1000', '1000', String(start + hours * HOUR)]),
    );
    expect((await send(days, 1, 't2'))[0]).toBe('LIMIT_EXCEEDED');
  });

  it('defect 49: ends at midnight, however many transfers there are; then the limit is whole again', async () => {
    const midnight = (await now()) + 1500;
    const days = table(midnight - 24 * HOUR, midnight, midnight + 24 * HOUR);
    for (let i = 0; i < 4; i++) expect((await send(days, 250, `t${i + 1}`))[0]).toBe('OK');
    expect(await send(days, 1, 't5')).toEqual([
      'LIMIT_EXCEEDED',
      'alice',
      'daily',
      '1000',
      '1000',
      '1',
      String(midnight),
    ]);
    expect(await used(days)).toBe('1000');
    await sleep(midnight - (await now()) + 2);
    expect(await used(days)).toBe('0');
    expect((await send(days, 1000, 't6')).slice(3)).toEqual(['1000', '1000', String(midnight + 24 * HOUR)]);
  });

  it('gives back what is voided on the day that it counted in, and only there', async () => {
    const midnight = (await now()) + 1500;
    const days = table(midnight - 24 * HOUR, midnight, midnight + 24 * HOUR);
    for (const id of ['p1', 'p2']) expect((await send(days, 400, id, 600))[0]).toBe('OK');
    await scripts.ok('ledger/void', { args: { id: 'p1' } });
    expect(await used(days)).toBe('400');
    await sleep(midnight - (await now()) + 2);
    expect((await send(days, 300, 't1'))[0]).toBe('OK');
    await scripts.ok('ledger/void', { args: { id: 'p2' } });
    expect(await used(days)).toBe('300');
  });

  it('gives back what expires at once on the day that each counted in', async () => {
    const midnight = (await now()) + 1500;
    const days = table(midnight - 24 * HOUR, midnight, midnight + 24 * HOUR);
    expect((await send(days, 400, 'p1', 4))[0]).toBe('OK');
    await sleep(midnight - (await now()) + 2);
    expect((await send(days, 300, 't1'))[0]).toBe('OK');
    expect((await send(days, 100, 'p2', 1))[0]).toBe('OK');
    expect(await used(days)).toBe('400');
    await sleep(midnight + 2600 - (await now()));
    // p2 is the first to be released, and counts today; p1 counts yesterday.
    expect(await scripts.ok('ledger/release-due', { args: { limit: 100 } })).toEqual(['2', '2', '0']);
    expect(await used(days)).toBe('300');
  });

  it('gives back what is reversed on the day that it counted in, and only there', async () => {
    const midnight = (await now()) + 1500;
    const days = table(midnight - 24 * HOUR, midnight, midnight + 24 * HOUR);
    expect((await send(days, 100, 't1'))[0]).toBe('OK');
    for (const id of ['p1', 'p2']) expect((await send(days, 200, id, 600))[0]).toBe('OK');
    await scripts.ok('ledger/post', { args: { id: 'p1', amount: '' } });
    await sleep(midnight - (await now()) + 2);
    await scripts.ok('ledger/post', { args: { id: 'p2', amount: '' } });
    expect((await send(days, 300, 't2'))[0]).toBe('OK');
    for (const id of ['t1', 'p1', 'p2']) await reverse(id, '');
    expect(await used(days)).toBe('300');
    await reverse('t2', 120);
    expect(await used(days)).toBe('180');
  });

  it('gives back no more than the day has, also where the clock was set back', async () => {
    const start = (await now()) - HOUR;
    const days = table(start, start + 24 * HOUR);
    expect((await send(days, 400, 't1'))[0]).toBe('OK');
    expect((await send(days, 200, 'p1', 600))[0]).toBe('OK');
    const key = scripts.key('accounts');
    const record = (await the.house.redis.client.hget(key, 'alice'))!;
    await the.house.redis.client.hset(key, 'alice', record.replace(/^((?:\S+ ){5})600 /, '$1100 '));
    expect(await used(days)).toBe('100');
    await reverse('t1', '');
    expect(await used(days)).toBe('0');
    await scripts.ok('ledger/void', { args: { id: 'p1' } });
    expect(await used(days)).toBe('0');
  });

  it('does not begin again where the clock is set back over midnight', async () => {
    const start = (await now()) - HOUR;
    expect((await send(table(start, start + 24 * HOUR), 1000, 't1'))[0]).toBe('OK');
    // As if the clock now stood on the day before: its midnight is yet to come.
    const before = table(start - 24 * HOUR, start + 2 * HOUR);
    expect((await send(before, 1, 't2'))[0]).toBe('LIMIT_EXCEEDED');
  });

  it.each([
    ['of another zone', (ms: number) => `UTC ${ms - HOUR} ${ms + HOUR}`],
    ['that ends before now', (ms: number) => table(ms - 9 * HOUR, ms - HOUR)],
    ['that begins after now', (ms: number) => table(ms + HOUR, ms + 9 * HOUR)],
    ['that is none', () => 'nonsense'],
  ])('is not guessed from a table %s: the script asks for another, and does nothing', async (_, tableAt) => {
    const days = tableAt(await now());
    const reply = await withoutChange(the.house.redis.client, () => send(days, 1, 't1'));
    expect(reply.slice(0, 2)).toEqual(['DAYS_NEEDED', 'Europe/Berlin']);
    expect(Math.abs(Number(reply[2]) - (await now()))).toBeLessThan(1000);
  });
});
