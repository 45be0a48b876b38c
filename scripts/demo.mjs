// Fills DEFAULT_STORE of the service at HOST:PORT with a believable shop, over its public API alone. Run again, it adds
// nothing: each call has a key of its own, and what has an id is there once.
import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { Api } from './demo/api.mjs';
import { Progress } from './demo/progress.mjs';
import { SCENES } from './demo/scenes.mjs';

const HELP = `npm run demo

Fills a store with a shop: 200 SKUs with prices, sales, carts, reservations, orders in every state, wallets and a
workflow. The service must be running.

  HOST, PORT              where it is (127.0.0.1, 3000)
  DEFAULT_STORE           the store to fill (main)
  COUNTINGHOUSE_API_KEY   a key with the scope admin, where the service asks for keys

They are read from the environment and from .env, as the service reads them.`;

if (process.argv.includes('--help')) console.log(HELP);
else process.exitCode = await main();

async function main() {
  const file = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
  const settings = { ...file, ...process.env };
  const {
    HOST = '127.0.0.1',
    PORT = '3000',
    DEFAULT_STORE: store = 'main',
    COUNTINGHOUSE_API_KEY: key,
  } = settings;
  const base = `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`;
  const progress = new Progress(SCENES.length);
  try {
    const api = await Api.open(base, store, key);
    console.log(`The store ${store} at ${base} becomes a shop.`);
    for (const [title, scene] of SCENES) await progress.during(title, () => scene(api));
    console.log(summary(api, `${base}/console?store=${store}`));
    return 0;
  } catch (error) {
    progress.breakOff();
    console.error(`The demo ended early. ${error.message}`);
    return 1;
  }
}

function summary({ done, kept }, address) {
  const before = kept > 0 ? `, ${kept} of them there already` : '';
  return `${done} calls${before}. Look at it: ${address}`;
}
