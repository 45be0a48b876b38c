import { useEffect, useRef, useState } from 'preact/hooks';
import { get, Query } from '../api/call';
import { listen } from '../api/events';
import type { Page } from '../api/types';
import { apiKey } from '../app/session';
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
  }, [refreshes.value, apiKey.value, ...deps]);
  return loaded;
}

export const useGet = <T>(path: string, query: Query = {}, deps: unknown[] = []): Loaded<T> =>
  useLoad((signal) => get<T>(path, query, signal), [path, JSON.stringify(query), ...deps]);

export interface List<T> extends Loaded<T[]> {
  /** Reads one page more; undefined where there is none. */
  more?: () => void;
}

/** A list from its start, as many pages of it as were asked for. */
export function useList<T>(path: string, query: Query = {}, deps: unknown[] = []): List<T> {
  const [pages, setPages] = useState(1);
  const asked = `${path} ${JSON.stringify(query)}`;
  const of = useRef(asked);
  const wanted = of.current === asked ? pages : 1;
  useEffect(() => {
    of.current = asked;
    setPages(wanted);
  }, [asked]);
  const { data, error } = useLoad(
    (signal) => readPages<T>(path, query, wanted, signal),
    [asked, wanted, ...deps],
  );
  return { data: data?.items, error, more: data?.nextCursor ? () => setPages(wanted + 1) : undefined };
}

/** A list from its start, so many pages of it at most. */
export async function readPages<T>(
  path: string,
  query: Query,
  pages: number,
  signal: AbortSignal,
): Promise<Page<T>> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let page = 1; ; page++) {
    const read = await get<Page<T>>(path, { limit: 50, ...query, cursor }, signal);
    items.push(...read.items);
    if (!read.nextCursor || page >= pages) return { items, nextCursor: read.nextCursor };
    cursor = read.nextCursor;
  }
}

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
