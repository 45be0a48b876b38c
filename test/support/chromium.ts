import { existsSync } from 'node:fs';
import { Browser, chromium } from 'playwright-core';

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser of this machine; playwright-core brings none of its own. */
export const chromiumPath = PATHS.find((path) => existsSync(path));

export async function startChromium(): Promise<Browser> {
  if (!chromiumPath) throw new Error('There is no Chromium here: apt-get install chromium');
  return chromium.launch({ executablePath: chromiumPath, args: FLAGS });
}
