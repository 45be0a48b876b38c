import { must } from './errors.js';
import type { Result } from './types.js';

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

interface PageArgs {
  query?: object;
}

/**
 * All items of a list, read page by page as they are asked for: `for await (const order of each(client.listOrders))`.
 * A refusal is thrown.
 */
export async function* each<A extends PageArgs, T, P extends { detail: string }>(
  list: (args?: A) => Promise<Result<Page<T>, P>>,
  args?: A,
): AsyncGenerator<T, void, undefined> {
  let cursor: string | null = null;
  do {
    const query: object = { ...args?.query, ...(cursor === null ? {} : { cursor }) };
    const page: Page<T> = await must(list({ ...args, query } as A));
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== null);
}
