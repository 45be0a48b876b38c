// Takes the pictures of the console that README shows: a service of its own, filled with the demo, in a browser.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const IMAGES = join(ROOT, 'docs', 'images');
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Pages that are shown, in which theme, and for how long the shop sells meanwhile. */
const PICTURES = [
  { name: 'overview', path: 'overview', busyMs: 24_000 },
  { name: 'stock', path: 'stock/TEE-BLK-M' },
  { name: 'order', path: 'orders/order-1014' },
  { name: 'account', path: 'ledger/accounts/shop', colorScheme: 'dark' },
];

const executablePath = BROWSERS.find((path) => existsSync(path));
if (!executablePath) {
  console.error('There is no Chromium here: apt-get install chromium');
  process.exit(1);
}
const dataDir = mkdtempSync(join(tmpdir(), 'ch-screenshots-'));
const { service, url } = await startService();
try {
  const env = { ...process.env, HOST: '127.0.0.1', PORT: new URL(url).port, DEFAULT_STORE: 'main' };
  spawnSync(process.execPath, [join(ROOT, 'scripts', 'demo.mjs')], { env, stdio: 'inherit' });
  mkdirSync(IMAGES, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox'] });
  for (const picture of PICTURES) await take(browser, picture);
  await browser.close();
} finally {
  service.kill('SIGTERM');
  await new Promise((resolve) => service.once('close', resolve));
  rmSync(dataDir, { recursive: true, force: true });
}

async function startService() {
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    WEBHOOK_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
  };
  const service = spawn(process.execPath, [join(ROOT, 'dist', 'main.js')], { env });
  service.stderr.pipe(process.stderr);
  const url = await new Promise((resolve) =>
    service.stdout.on('data', (chunk) => {
      const found = /is at (http:\/\/\S+:\d+),/.exec(String(chunk));
      if (found) resolve(found[1]);
    }),
  );
  return { service, url };
}

async function take(browser, { name, path, colorScheme = 'light', busyMs = 0 }) {
  const page = await browser.newPage({ viewport: { width: 1180, height: 760 }, colorScheme });
  await page.goto(`${url}/console/${path}?store=main`);
  await page.locator('main h1').waitFor();
  await sell(busyMs);
  await page.waitForTimeout(1_500);
  await page.screenshot({ path: join(IMAGES, `console-${name}.png`) });
  await page.close();
}

/** Sells for a while, so that there is something to see; every ninth call asks for too much. */
async function sell(forMs) {
  const until = Date.now() + forMs;
  for (let i = 0; Date.now() < until; i++) {
    const headers = { 'content-type': 'application/json', 'idempotency-key': `picture-${i}` };
    const body = JSON.stringify({ quantity: i % 9 === 8 ? 9_999 : 1 });
    const path = `${url}/v1/stores/main/inventory/items/TEE-BLK-${i % 2 ? 'L' : 'S'}/deductions`;
    await fetch(path, { method: 'POST', headers, body });
    await new Promise((resolve) => setTimeout(resolve, 60 + 50 * Math.sin(Date.now() / 3_000)));
  }
}
