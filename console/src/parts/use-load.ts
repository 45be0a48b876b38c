import {
  must,
  pages,
  type AnswerOf,
  type ArgsOf,
  type OperationId,
  type Page,
  type Result,
} from '@countinghouse/client';
import { useEffect, useRef, useState } from 'preact/hooks';
import { client } from '../api/client';
import { listen } from '../api/events';
import type { Problem } from '../api/failures';
import { refreshes } from '../app/connection';

/** Shown until it is there: nothing, then the answer, which stays while it is read again. */
export interface Loaded<T> {
  data?: T;
  error?: unknown;
}

/** Reads something, and reads it again whenever the page is refreshed or one of `deps` changes. */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>, deps: unknown[]): Loaded<T> {
  const [loaded, setLoaded] = useState<Loaded<T>>({});
  useEffect(() => {
    const stop = new AbortController();
    load(stop.signal).then(
      (data) => !stop.signal.aborted && setLoaded({ data }),
      (error: unknown) => !stop.signal.aborted && setLoaded(({ data }) => ({ data, error })),
    );
    return () => stop.abort();
  }, [refreshes.value, client.value, ...deps]);
  return loaded;
}

/** Operations that read. */
type Read = Extract<OperationId, `${'get' | 'list' | 'draw'}${string}`>;
type Listing = Extract<Read, `list${string}`>;
type ItemOf<K extends Listing> = AnswerOf<K> extends { items: (infer T)[] } ? T : never;
type Args = { query?: object; signal?: AbortSignal };

/** The answer of an operation. */
export const useGet = <K extends Read>(
  operation: K,
  args: ArgsOf<K>,
  deps: unknown[] = [],
): Loaded<AnswerOf<K>> =>
  useLoad(
    (signal) => must(callOf<AnswerOf<K>>(operation)({ ...args, signal })),
    [operation, JSON.stringify(args), ...deps],
  );

export interface List<T> extends Loaded<T[]> {
  /** Reads one page more; undefined where there is none. */
  more?: () => void;
}

/** A list from its start, as many pages of it as were asked for. */
export function useList<K extends Listing>(
  operation: K,
  args: ArgsOf<K>,
  deps: unknown[] = [],
): List<ItemOf<K>> {
  const [shown, setShown] = useState(1);
  const asked = `${operation} ${JSON.stringify(args)}`;
  const of = useRef(asked);
  const wanted = of.current === asked ? shown : 1;
  useEffect(() => {
    of.current = asked;
    setShown(wanted);
  }, [asked]);
  const { data, error } = useLoad(
    (signal) => readPages(operation, { ...args, signal }, wanted),
    [asked, wanted, ...deps],
  );
  return { data: data?.items, error, more: data?.nextCursor ? () => setShown(wanted + 1) : undefined };
}

/** A list from its start, so many pages of it at most. */
export async function readPages<K extends Listing>(
  operation: K,
  args: ArgsOf<K>,
  most: number,
): Promise<Page<ItemOf<K>>> {
  const read: Page<ItemOf<K>> = { items: [], nextCursor: null };
  let count = 0;
  for await (const page of pages(callOf<Page<ItemOf<K>>>(operation), {
    ...args,
    query: { limit: 50, ...given(args.query) },
  })) {
    read.items.push(...page.items);
    read.nextCursor = page.nextCursor;
    count += 1;
    if (count === most) break;
  }
  return read;
}

/** Without the filters that are empty. */
const given = (query: object = {}): object =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));

/** Arguments are checked where an operation is named; from here on all of them are alike. */
const callOf = <T>(operation: Read): ((args: Args) => Promise<Result<T, Problem>>) =>
  client.value[operation] as unknown as (args: Args) => Promise<Result<T, Problem>>;

const CALM_MS = 700;

/** Rises when an effect of one of these kinds was heard of, at most about once a second. */
export function useEffectsOf(...kinds: string[]): number {
  const [heard, setHeard] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unlisten = listen(({ type }) => {
      if (timer !== undefined || !kinds.some((kind) => type.startsWith(kind))) return;
      timer = setTimeout(() => {
        timer = undefined;
        setHeard((n) => n + 1);
      }, CALM_MS);
    });
    return () => {
      unlisten();
      clearTimeout(timer);
    };
  }, [kinds.join()]);
  return heard;
}

/** A text once nobody has changed it for a moment: for a search as one types. */
export function useCalm(text: string, forMs = 200): string {
  const [calm, setCalm] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setCalm(text), forMs);
    return () => clearTimeout(timer);
  }, [text]);
  return calm;
}
