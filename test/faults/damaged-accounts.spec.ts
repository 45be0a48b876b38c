import { handOn } from '../support/damage';
import { useStore } from '../support/use-house';

const the = useStore({ SWEEP_INTERVAL_MS: 3_600_000 });
const hand = handOn(the);

const page = async (query = '') => (await the.store.get(`/ledger/accounts${query}`).expect(200)).body;
const ids = ({ items }: { items: { id: string }[] }): string[] => items.map(({ id }) => id);

async function change(from: string | RegExp, to: string): Promise<void> {
  const record = (await hand.field('accounts', 'bob'))!;
  expect(record.replace(from, to)).not.toBe(record);
  await hand.set('accounts', 'bob', record.replace(from, to));
}

describe('a list of accounts', () => {
  beforeEach(async () => {
    for (const id of ['ann', 'bob', 'cid']) await the.store.fund(id, 500);
  });

  it.each([
    ['is missing', () => hand.forget('accounts', 'bob')],
    ['is none', () => hand.set('accounts', 'bob', 'abc')],
    ['has a day that is none', () => change(/^(\d+ \d+ )\d{3}/, '$1day')],
    ['has a balance that is none', () => change(' 500 ', ' 5x0 ')],
    ['has no such state', () => change('active', 'lost')],
    ['has a limit that is none', () => change(' - ', ' 9.5 ')],
  ])('goes on where the record of one %s, and names it', async (_, damage) => {
    await damage();
    const { unreadable, ...rest } = await page();
    expect([ids(rest), unreadable]).toEqual([['@world', 'ann', 'cid'], ['bob']]);
    const first = await page('?limit=3');
    expect([ids(first), first.unreadable]).toEqual([['@world', 'ann'], ['bob']]);
    expect(ids(await page(`?limit=3&cursor=${first.nextCursor}`))).toEqual(['cid']);
  });

  it('says nothing of what is whole', async () => {
    expect(await page()).not.toHaveProperty('unreadable');
  });
});
