import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineBooks, Moment } from '../test/support/line-books';
import { Buyers, Crowd, Sale } from './flash-sale/buyers';
import { startBenchRedis } from './support/bench-redis';
import { drawChart } from './support/chart';
import { machineLine } from './support/environment';
import { BenchOptions, Section } from './support/section';
import { startService } from './support/service';
import { number, percentile } from './support/statistics';

const PLOT = join(__dirname, '..', 'docs', 'flash-sale.svg');
const SKU = 'HOT';
const WHOLE: Sale = {
  ...{ sku: SKU, units: 1_000, buyers: 20_000, arrivalMs: 10_000 },
  ...{ holdSeconds: 4, waitSeconds: 120 },
};
const QUICK: Sale = { ...WHOLE, units: 50, buyers: 500, arrivalMs: 1_000, holdSeconds: 2 };
const POINTS = 240;

/** A flash sale from the first buyer to the last unit, and the proof that no unit was idle while somebody waited. */
export async function run({ quick, say }: BenchOptions): Promise<Section> {
  const sale = quick ? QUICK : WHOLE;
  const redis = await startBenchRedis();
  const service = await startService(redis);
  await stock(service.admin, sale.units);
  const crowd = await new Buyers(service, sale).buy();
  say(JSON.stringify(crowd));
  const books = await LineBooks.read(redis.client, 'ch:{main}:journal', SKU);
  await service.stop();
  await redis.stop();
  if (books.faults.length > 0) throw new Error(`the journal tells: ${books.faults.slice(0, 9).join('; ')}`);
  if (crowd.paid !== sale.units) throw new Error(`${crowd.paid} of ${sale.units} were paid`);
  if (!quick) writeFileSync(PLOT, plotOf(books.moments, sale));
  return section(sale, crowd, books);
}

async function stock({ url, key }: { url: string; key: string }, units: number): Promise<void> {
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${key}`,
    'idempotency-key': 'stock',
  };
  const body = JSON.stringify({ setTo: units, reason: 'received' });
  const path = `/v1/stores/main/inventory/items/${SKU}/adjustments`;
  const { status } = await fetch(`${url}${path}`, { method: 'POST', headers, body });
  if (status !== 201) throw new Error(`stocking answered ${status}`);
}

function section(sale: Sale, crowd: Crowd, { moments, promoted, lateMs }: LineBooks): Section {
  const { buyers, units, arrivalMs, holdSeconds } = sale;
  const atOnce = promoted.length - lateMs.length - units;
  const held = atOnce > 0 ? `, and ${number(atOnce)} held a unit when the sale was over` : '';
  const rows: [string, string][] = [
    ['buyers answered within, s', number(crowd.arrivedMs / 1000)],
    ['answer to a buyer, p50 and p99, ms', `${number(crowd.p50Ms)} and ${number(crowd.p99Ms)}`],
    ['promoted', number(promoted.length)],
    ['of them lapsed without paying', number(lateMs.length)],
    ['paid', number(crowd.paid)],
    ['last unit sold after, s', number(crowd.soldOutMs / 1000)],
    [
      'from a deadline to the next in line, p50 and most, ms',
      `${number(percentile(lateMs, 0.5))} and ${number(Math.max(...lateMs))}`,
    ],
    ['most who waited at once', number(Math.max(...moments.map(({ waiting }) => waiting)))],
    ['units that were idle while somebody waited', '0'],
  ];
  return {
    title: `A flash sale: ${number(buyers)} buyers, ${number(units)} units`,
    text: `Each buyer calls \`POST …/waits\` for one unit, all within ${arrivalMs / 1000} s, over HTTP; who is promoted has a
hold of ${holdSeconds} s, and every other one pays for it. Units that lapse go to who waits. Afterwards the
journal is read from its first entry to its last: after each operation, whoever stood in front of the line must not have
fitted what was available, and nobody was promoted out of turn; the bench fails otherwise${held}.
Drawn in [docs/flash-sale.svg](../docs/flash-sale.svg).`,
    tables: [{ head: ['what', 'measured'], rows }],
  };
}

/** The state at evenly spaced times, as the last operation before each left it. */
function plotOf(moments: Moment[], { buyers, units }: Sale): string {
  const [from, to] = [moments[0]!.atMs, moments.at(-1)!.atMs];
  const times = Array.from({ length: POINTS + 1 }, (_, i) => (i * (to - from)) / POINTS);
  const states = times.map((ms) => moments.findLast(({ atMs }) => atMs - from <= ms)!);
  const series = (name: string, what: keyof Moment, color: string, dash?: string) => {
    return { name, color, dash, ys: states.map((state) => state[what]) };
  };
  return drawChart({
    title: `A flash sale: ${number(buyers)} buyers within ten seconds, ${number(units)} units`,
    subtitle: machineLine(),
    xLabel: 'seconds',
    xs: times.map((ms) => ms / 1000),
    isLinear: true,
    panels: [
      {
        title: 'units',
        series: [
          series('on hand', 'onHand', '#8c959f'),
          series('reserved', 'reserved', '#bf5700', '6 4'),
          series('sold', 'sold', '#0969da'),
        ],
      },
      { title: 'waiting', series: [series('waiting', 'waiting', '#1a7f37')] },
    ],
  });
}
