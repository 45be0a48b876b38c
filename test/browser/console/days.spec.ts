import { Locator, Request } from 'playwright-core';
import { useConsole, withBrowser } from '../../support/use-console';

const DAY_MS = 86_400_000;
/** Clocks are put forward at its midnight: on 8 March 2026 the day begins at one o'clock there. */
const HAVANA = { currency: 'USD', timeZone: 'America/Havana' };

withBrowser('lists of the console by their days', () => {
  const console_ = useConsole();
  const link = (name: string): Locator => console_.page.getByRole('link', { name, exact: true });
  const day = (label: 'From' | 'To'): Locator => console_.page.getByLabel(label, { exact: true });
  const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  const [yesterday, tomorrow] = [dayOf(Date.now() - DAY_MS), dayOf(Date.now() + DAY_MS)];

  it.each([
    ['orders', 'No order matches'],
    ['ledger/transfers', 'No transfer matches'],
    ['journal', 'No effect matches here'],
  ])('%s shows what happened on the days that its address keeps', async (path, nothing) => {
    const row = console_.page.locator('tbody tr').first();
    await console_.goto(`${path}?store=main&from=${yesterday}`);
    await row.waitFor();
    expect(await day('From').inputValue()).toBe(yesterday);
    await day('To').fill(yesterday);
    await console_.page.getByText(nothing).waitFor();
    expect(new URL(console_.page.url()).searchParams.get('to')).toBe(yesterday);
    await console_.page.reload();
    await console_.page.getByText(nothing).waitFor();
    expect(await day('To').inputValue()).toBe(yesterday);
    await day('To').fill(tomorrow);
    await row.waitFor();
    await day('From').fill(tomorrow);
    await console_.page.getByText(nothing).waitFor();
    await day('From').fill('');
    await row.waitFor();
    expect(await console_.barriers()).toEqual([]);
  });

  it('finds an order by its id on its days alone', async () => {
    await console_.goto(`orders?store=main&q=order-1003&to=${yesterday}`);
    await console_.page.getByText('No order matches').waitFor();
    await day('To').fill(tomorrow);
    await link('order-1003').waitFor();
  });

  it('keeps what it heard of as it happened out of the journal of earlier days', async () => {
    await console_.goto('journal?store=main&q=LATE-');
    await console_.page.getByText('No effect matches here').waitFor();
    await console_.send('POST', 'main/inventory/items/LATE-1/adjustments', { delta: 1, reason: 'received' });
    await link('LATE-1').waitFor();
    await day('To').fill(yesterday);
    await console_.page.getByText('No effect matches here').waitFor();
    await day('To').fill(tomorrow);
    await link('LATE-1').waitFor();
  });

  it('asks for days as the store counts them, to the microsecond, and for nothing that is no day', async () => {
    await console_.send('PUT', 'havana', HAVANA);
    const asksFor = (from: string | null, to: string | null) => (request: Request) => {
      const { pathname, searchParams } = new URL(request.url());
      const [first, last] = [searchParams.get('from'), searchParams.get('to')];
      return pathname === '/v1/stores/havana/orders' && first === from && last === to;
    };
    const asked = console_.page.waitForRequest(
      asksFor('2026-03-08T05:00:00.000Z', '2026-03-09T03:59:59.999999Z'),
    );
    await console_.goto('orders?store=havana&from=2026-03-08&to=2026-03-08');
    const answer = await (await asked).response();
    expect(answer?.status()).toBe(200);
    const askedForAll = console_.page.waitForRequest(asksFor(null, null));
    await console_.goto('orders?store=havana&from=2026-02-31&to=0202-01-01');
    await askedForAll;
  });

  it('has met no error', () => {
    expect(console_.faults).toEqual([]);
  });
});
