import { must } from './errors.js';
import type { Result } from './types.js';

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

type List<A, T, P> = (args: A) => Promise<Result<Page<T>, P>>;
type PageArgs = { query?: object } | undefined;
type ArgsFor<A> = undefined extends A ? [args?: A] : [args: A];

/** Pages of a list, each read as it is asked for. A refusal is thrown. */
export async function* pages<A extends PageArgs, T, P extends { detail: string }>(
  list: List<A, T, P>,
  ...[args]: ArgsFor<A>
): AsyncGenerator<Page<T>, void, undefined> {
  let cursor: string | null = null;
  do {
    const query: object = { ...args?.query, ...(cursor === null ? {} : { cursor }) };
    const page: Page<T> = await must(list({ ...args, query } as A));
    yield page;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

/**
 * All items of a list, read page by page as they are asked for: `for await (const order of each(client.listOrders))`.
 * A refusal is thrown.
 */
export async function* each<A extends PageArgs, T, P extends { detail: string }>(
  list: List<A, T, P>,
  ...args: ArgsFor<A>
): AsyncGenerator<T, void, undefined> {
  for await (const { items } of pages(list, ...args)) yield* items;
}
