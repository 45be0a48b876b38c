import { sleep } from '../../test/support/time';
import { call } from '../support/call-once';
import { Target } from '../support/load';

const STORE = '/v1/stores/main';

/** Calls to the store `main`, which must succeed. */
export class Caller {
  constructor(private readonly target: Required<Target>) {}

  post(path: string, body: object): Promise<unknown> {
    return call(this.target, 'POST', STORE + path, body);
  }

  async get<T>(path: string): Promise<T> {
    return (await call(this.target, 'GET', STORE + path)) as T;
  }

  /** All things of a list, page by page. */
  async *each<T>(path: string): AsyncGenerator<T> {
    const sign = path.includes('?') ? '&' : '?';
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: T[]; nextCursor: string | null } = await this.get(
        `${path}${sign}limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      yield* page.items;
      cursor = page.nextCursor;
    }
  }

  /** A number of GET /metrics. */
  async metric(name: string): Promise<number> {
    const { url, key } = this.target;
    const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${key}` } });
    const [, value] = new RegExp(`^${name} (\\S+)$`, 'm').exec(await answer.text()) ?? [];
    if (value === undefined) throw new Error(`there is no metric ${name}`);
    return Number(value);
  }
}

/** Calls `send` so often, evenly over time; behind schedule, one after the other at once. */
export async function paced(
  times: number,
  perSecond: number,
  send: (i: number) => Promise<unknown>,
): Promise<void> {
  const started = performance.now();
  for (let i = 0; i < times; i++) {
    await sleep(Math.max(0, started + (i * 1_000) / perSecond - performance.now()));
    await send(i);
  }
}
