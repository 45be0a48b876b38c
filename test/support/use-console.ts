import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { chromiumPath, startChromium } from './chromium';
import { startRedis, TestRedis } from './redis-server';
import { Service } from './service';

type Settings = Record<string, string>;

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const DEMO = join(__dirname, '../../scripts/demo.mjs');
const SECRET_KEY = Buffer.alloc(32, 7).toString('base64');

/** On a developer's machine a browser is optional; where the build is decided it is not. */
export const withBrowser = chromiumPath || process.env.CI ? describe : describe.skip;

/** The built service with its console, open in a browser. */
export class Console {
  service!: Service;
  redis!: TestRedis;
  page!: Page;
  /** Errors of the page, and what it could not load. */
  readonly faults: string[] = [];
  private browser!: Browser;
  private context!: BrowserContext;

  async open(settings: Settings = {}): Promise<void> {
    this.redis = await startRedis();
    [this.service, this.browser] = await Promise.all([this.start(settings), startChromium()]);
    await this.newTab();
  }

  start(settings: Settings = {}): Promise<Service> {
    return Service.start({ REDIS_URL: this.redis.url, WEBHOOK_SECRET_KEY: SECRET_KEY, ...settings });
  }

  /** A tab that remembers nothing of another. */
  async newTab(viewport = { width: 1280, height: 900 }): Promise<void> {
    await this.context?.close();
    this.context = await this.browser.newContext({ viewport, reducedMotion: 'reduce' });
    this.page = await this.context.newPage();
    this.page.setDefaultTimeout(10_000);
    this.page.on('pageerror', (error) => this.faults.push(error.message));
    this.page.on('console', (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) this.faults.push(message.text());
    });
    this.page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(this.service.url) && !url.startsWith('blob:')) this.faults.push(`It loads ${url}`);
    });
  }

  async fill(): Promise<string> {
    const { hostname, port } = new URL(this.service.url);
    const env = { PATH: process.env.PATH, HOST: hostname, PORT: port };
    const { stdout } = await promisify(execFile)(process.execPath, [DEMO], { env, cwd: '/' });
    return stdout;
  }

  /** A call of the API besides those that the page makes; its path is that below the stores. */
  send(method: 'POST' | 'PUT', path: string, body: object): Promise<Response> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    return fetch(`${this.service.url}/v1/stores/${path}`, { method, headers, body: JSON.stringify(body) });
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(`${this.service.url}/console/${path}`);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Tries the open change out, and does it where that was answered. */
  async confirm(verb: string): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    const look = dialog.getByRole('button', { name: 'See what it does' });
    const verbButton = dialog.getByRole('button', { name: verb, exact: true });
    await look.or(verbButton).first().waitFor();
    if (await look.isVisible()) await look.click();
    await dialog.getByText(/This would|Nothing would/).waitFor();
    await verbButton.click();
    await dialog.waitFor({ state: 'detached' });
  }

  /** Findings of axe-core that keep somebody from using the page. */
  async barriers(): Promise<string[]> {
    // Its own world: the page's policy forbids a script that is not a file of the console.
    const session = await this.context.newCDPSession(this.page);
    const { frameTree } = await session.send('Page.getFrameTree');
    const world = { frameId: frameTree.frame.id, worldName: 'axe' };
    const { executionContextId: contextId } = await session.send('Page.createIsolatedWorld', world);
    await session.send('Runtime.evaluate', { expression: AXE, contextId });
    const expression = `axe.run().then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 160))))`;
    const run = { expression, contextId, awaitPromise: true, returnByValue: true };
    const { result } = await session.send('Runtime.evaluate', run);
    await session.detach();
    return result.value as string[];
  }

  async close(): Promise<void> {
    await this.browser?.close();
    await this.service?.stop();
    await this.redis?.stop();
  }
}

/** One console for all tests of a file. */
export function useConsole(settings: Settings = {}, { filled = true } = {}): Console {
  const it = new Console();
  beforeAll(async () => {
    await it.open(settings);
    if (filled) await it.fill();
  }, 60_000);
  afterAll(() => it.close());
  return it;
}
