import { signal } from '@preact/signals';

/** An address of the console: `/console/<page>/<parts>?store=…`. */
export interface Here {
  page: string;
  parts: string[];
  query: URLSearchParams;
}

const BASE = '/console';

export const here = signal<Here>(read());

function read(): Here {
  const [page = '', ...parts] = location.pathname
    .slice(BASE.length)
    .split('/')
    .filter((part) => part !== '')
    .map((part) => decodeURIComponent(part));
  return { page: page || 'overview', parts, query: new URLSearchParams(location.search) };
}

/** The address of a page in the store that is shown, with a filter where one is given. */
export function hrefOf(page: string, parts: string[] = [], filter: Record<string, string> = {}): string {
  const store = here.value.query.get('store');
  const query = new URLSearchParams({ ...(store ? { store } : {}), ...filter });
  return `${[BASE, page, ...parts.map(encodeURIComponent)].join('/')}?${query}`;
}

export function go(href: string, { replace = false } = {}): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', href);
  here.value = read();
}

/** Changes filters of the page that is shown, which its address keeps. */
export function setFilter(filter: Record<string, string>): void {
  const { page, parts, query } = here.value;
  const next = { ...Object.fromEntries(query), ...filter };
  const kept = Object.entries(next).filter(([name, value]) => value !== '' && name !== 'store');
  go(hrefOf(page, parts, Object.fromEntries(kept)), { replace: true });
}

export const filterOf = (name: string): string => here.value.query.get(name) ?? '';

/** A filter that is one of these; undefined where it is none of them. */
export const choiceOf = <T extends string>(name: string, choices: readonly T[]): T | undefined =>
  choices.find((choice) => choice === filterOf(name));

/** Follows links of the console without loading it anew, and the browser's way back. */
export function startRouter(): void {
  addEventListener('popstate', () => (here.value = read()));
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest?.('a');
    const isPlain =
      event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (
      !link ||
      !isPlain ||
      link.target ||
      !link.pathname.startsWith(BASE) ||
      link.origin !== location.origin
    )
      return;
    event.preventDefault();
    go(link.href);
    scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  });
}
