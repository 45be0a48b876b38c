import { metricsOf, Scrape } from '../support/metrics';
import { useWorkers } from '../support/use-workers';

const two = useWorkers();
const REQUESTS = 'countinghouse_http_requests_total';
const SECONDS = 'countinghouse_http_request_duration_seconds';
const route = '/v1/stores';

const requests = async (): Promise<number> => (await metricsOf(two.service.url)).value(REQUESTS, { route });

describe('GET /metrics with WORKERS=2', () => {
  it('adds up the counters of both workers, and shows shared gauges once', async () => {
    await two.start();
    await two.getOften(route, 40);
    expect(two.served.size).toBe(2);
    for (let scrapes = 0; scrapes < 4; scrapes++) {
      const metrics = new Scrape((await two.get('/metrics').expect(200)).text);
      expect(metrics.value(REQUESTS, { route, status: '200' })).toBe(40);
      expect(metrics.value(`${SECONDS}_count`, { route })).toBe(40);
      expect(metrics.value(`${SECONDS}_bucket`, { route, le: '+Inf' })).toBe(40);
      expect(metrics.all('countinghouse_redis_up').map(({ value }) => value)).toEqual([1]);
      expect(metrics.all('nodejs_version_info').map(({ value }) => value)).toEqual([1]);
      const swept = metrics.all('countinghouse_sweeper_due').map(({ labels }) => labels.sweeper);
      expect(swept.sort()).toEqual(['orders', 'reservations', 'transfers', 'waits']);
    }
  });

  it('keeps the counts of workers that have died', async () => {
    await two.start();
    for (let deaths = 1; deaths <= 3; deaths++) {
      await two.getOften(route, 10);
      expect(await requests()).toBe(deaths * 10);
      process.kill(two.pids.at(-1)!, 'SIGKILL');
      await two.haveListened(2 + deaths);
      expect(await requests()).toBe(deaths * 10);
    }
  });

  it('answers while a worker hangs, with the last numbers of that worker', async () => {
    await two.start();
    await two.getOften(route, 10);
    expect(await requests()).toBe(10);
    const [hanging] = two.pids;
    process.kill(hanging!, 'SIGSTOP');
    // One of two calls at once gets to the other worker.
    const { text } = await Promise.any([1, 2].map(async () => two.get('/metrics').expect(200)));
    expect(new Scrape(text).value(REQUESTS, { route })).toBe(10);
    process.kill(hanging!, 'SIGKILL');
  });
});
