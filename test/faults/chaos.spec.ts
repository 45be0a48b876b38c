import { decodeAccount, encodeAccount } from '../../src/ledger/generated/account-record';
import { Told, untilTold } from '../chaos/caller';
import { findFaults } from '../chaos/oracle';
import { opening, Traffic } from '../chaos/traffic';
import { Dice } from '../fuzz/dice';
import { sleep } from '../support/time';
import { useHouse } from '../support/use-house';

/** `npm run chaos` is as good as what judges it. */
describe('the oracle of npm run chaos', () => {
  const the = useHouse();
  let told: Told[] = [];

  const faults = (all = told): Promise<string[]> => findFaults(the.house.url, all);
  const key = (name: string): string => `ch:{main}:${name}`;

  beforeAll(async () => {
    for (const call of opening())
      told.push(
        await untilTold(
          () => the.house.url,
          call,
          () => undefined,
        ),
      );
    const traffic = new Traffic(() => the.house.url, new Dice(7), 'quiet');
    await traffic.answers(150);
    await traffic.close();
    await sleep(2_500);
    told = [...told, ...traffic.told];
  });

  it('finds nothing where nothing happened', async () => {
    expect(await faults()).toEqual([]);
  });

  it('finds an answer that was not given', async () => {
    const [first, ...rest] = told as [Told, ...Told[]];
    const other = { ...first, answer: { ...first.answer, text: first.answer.text.replace('TEE', 'TOE') } };
    expect(await faults([other, ...rest])).toContainEqual(
      expect.stringContaining('open-TEE was answered anew'),
    );
  });

  it('finds an effect of a call that its caller was told had none', async () => {
    const [first, ...rest] = told as [Told, ...Told[]];
    const refused = { ...first, answer: { ...first.answer, status: 409 } };
    expect(await faults([refused, ...rest])).toEqual([
      'open-TEE has 1 entries of the journal, not 0',
      expect.stringMatching(/^TEE has \d+ on hand and \d+ sold, not /),
    ]);
  });

  it('finds an effect that came twice, and one that was lost', async () => {
    const { client } = the.house.redis;
    const twice = await client.xadd(key('journal'), '*', 'o', 'fund-ann', 'transfer.posted', '{}');
    expect(await faults()).toEqual(['fund-ann has 2 entries of the journal, not 1']);
    await client.xdel(key('journal'), twice!);
    const [lost] = (await client.xrange(key('journal'), '-', '+')).find(
      ([, fields]) => fields[1]!.split(' ')[0] === 'price-MUG',
    )!;
    await client.xdel(key('journal'), lost);
    expect(await faults()).toEqual(['price-MUG has 0 entries of the journal, not 1']);
  });

  it('finds units and money that nobody moved', async () => {
    const { client } = the.house.redis;
    const [onHand, ...rest] = (await client.hget(key('stock'), 'CAP'))!.split(' ');
    await client.hset(key('stock'), 'CAP', [Number(onHand) + 1, ...rest].join(' '));
    const account = decodeAccount((await client.hget(key('accounts'), 'shop'))!);
    await client.hset(key('accounts'), 'shop', encodeAccount({ ...account, balance: account.balance + 1 }));
    expect(await faults()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^CAP has /),
        expect.stringMatching(/^shop has /),
        expect.stringMatching(/^an audit says .*onHand/),
        expect.stringMatching(/^an audit says .*balance/),
      ]),
    );
  });
});
