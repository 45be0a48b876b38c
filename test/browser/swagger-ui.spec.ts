import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Browser, Locator, Page } from 'playwright-core';
import supertest from 'supertest';
import { chromiumPath, startChromium } from '../support/chromium';
import { startRedis, TestRedis } from '../support/redis-server';
import { Service } from '../support/service';

// On a developer's machine a browser is optional; where the build is decided it is not.
const withBrowser = chromiumPath || process.env.CI ? describe : describe.skip;
if (!chromiumPath)
  console.warn('No Chromium here (apt-get install chromium): the test of Swagger UI is not run.');

jest.setTimeout(60_000);

withBrowser('Swagger UI at /docs, in a browser', () => {
  let redis: TestRedis;
  let service: Service;
  let browser: Browser;
  let page: Page;
  const failures: string[] = [];

  beforeAll(async () => {
    redis = await startRedis();
    // The built service: the Swagger plugin works in the build alone.
    service = await Service.start({ REDIS_URL: redis.url });
    browser = await startChromium();
    page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
    page.on('pageerror', (error) => failures.push(error.message));
    page.on('requestfailed', (request) => failures.push(`${request.url()} ${request.failure()?.errorText}`));
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    await redis?.stop();
  });

  const operation = (id: string): Locator => page.locator(`[id$="-${id}"].opblock`);
  const picture = (name: string): string => join(tmpdir(), `swagger-ui-${name}.png`);

  async function execute(id: string): Promise<Locator> {
    const block = operation(id);
    await block.locator('.opblock-summary-control').click();
    await block.getByRole('button', { name: 'Try it out' }).click();
    await block.getByRole('button', { name: 'Execute', exact: true }).click();
    return block.locator('.live-responses-table .response');
  }

  it('lists every operation under its group, each with a summary', async () => {
    await page.goto(`${service.url}/docs`);
    await operation('deductStock').waitFor();
    await page.screenshot({ path: picture('overview'), fullPage: true });
    const { body } = await supertest(service.url).get('/openapi.json').expect(200);
    const operations = Object.values(body.paths as object).flatMap((path) => Object.values(path as object));
    expect(await page.locator('.opblock').count()).toBe(operations.length);
    const summaries = await page.locator('.opblock-summary-description').allInnerTexts();
    expect(summaries.filter((summary) => summary.trim() === '')).toEqual([]);
    expect(await page.title()).toBe('Countinghouse API');
  });

  it('deducts a unit with nothing but clicks: 201', async () => {
    await supertest(service.url)
      .post('/v1/stores/main/inventory/items/TEE-M/adjustments')
      .set('Idempotency-Key', 'received')
      .send({ delta: 100, reason: 'received' })
      .expect(201);
    const response = await execute('deductStock');
    await response.locator('.response-col_status', { hasText: '201' }).waitFor();
    await operation('deductStock').screenshot({ path: picture('deduction') });
    const answer = await response.locator('.highlight-code code').first().innerText();
    expect(JSON.parse(answer)).toMatchObject({ sku: 'TEE-M', quantity: 1, from: 100, to: 99 });
  });

  const onHand = async (): Promise<unknown> => {
    const { body } = await supertest(service.url).get('/v1/stores/main/inventory/items/TEE-M').expect(200);
    return body;
  };

  it('deducts another unit when Execute is pressed again, with a fresh key that it shows', async () => {
    const key = operation('deductStock').locator('tr[data-param-name="Idempotency-Key"] input');
    const first = await key.inputValue();
    await operation('deductStock').getByRole('button', { name: 'Execute', exact: true }).click();
    await operation('deductStock').locator('.live-responses-table').getByText('"to": 98').waitFor();
    expect(await key.inputValue()).not.toBe(first);
    expect(await onHand()).toMatchObject({ onHand: 98, sold: 2 });
  });

  it('replays the first answer where the key was typed', async () => {
    const block = operation('deductStock');
    await block.locator('tr[data-param-name="Idempotency-Key"] input').fill('mine');
    await block.getByRole('button', { name: 'Execute', exact: true }).click();
    await block.locator('.live-responses-table').getByText('"to": 97').waitFor();
    await block.getByRole('button', { name: 'Execute', exact: true }).click();
    await block.locator('.live-responses-table .response').getByText('idempotent-replayed: true').waitFor();
    expect(await onHand()).toMatchObject({ onHand: 97, sold: 3 });
  });

  it('makes the record of its example', async () => {
    const response = await execute('putRecord');
    await response.locator('.response-col_status', { hasText: '201' }).waitFor();
  });

  it('shows a diagram as a picture', async () => {
    // A store has the definition of the example from its start.
    const picture = (await execute('drawDefinition')).locator('img');
    await picture.waitFor();
    const width = await picture.evaluate((image: { naturalWidth: number }) => image.naturalWidth);
    expect(width).toBeGreaterThan(50);
  });

  it('finds operations by their words', async () => {
    await page.locator('.operation-filter-input').fill('deduct');
    await operation('listStores').waitFor({ state: 'detached' });
    expect(await operation('deductStockBatch').count()).toBe(1);
    await page.locator('.operation-filter-input').fill('');
    await operation('listStores').waitFor();
  });

  it('keeps the API key over a reload', async () => {
    await page.locator('.btn.authorize').first().click();
    await page.locator('.auth-container input').fill('ch_key');
    await page.locator('.auth-btn-wrapper .authorize').click();
    await page.reload();
    await operation('listStores').waitFor();
    await page.locator('.btn.authorize.locked, .btn.authorize .locked').first().waitFor();
  });

  it('loads nothing from other hosts and reports no error', () => {
    expect(failures).toEqual([]);
  });
});
