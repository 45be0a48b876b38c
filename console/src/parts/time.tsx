import { useEffect, useState } from 'preact/hooks';
import { store } from '../app/session';

const SECOND_MS = 1_000;
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' });

/** A time as the store's people read it, in the store's time zone; the exact one on hovering. */
export function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={at}>
      {inZone(at, store.value.timeZone)}
    </time>
  );
}

/** How long ago, or how long from now; kept up to date. */
export function Ago({ at }: { at: string }) {
  useSecond();
  return (
    <time dateTime={at} title={at}>
      {agoOf(at)}
    </time>
  );
}

export function inZone(at: string, timeZone: string): string {
  return new Date(at).toLocaleString('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'medium' });
}

function agoOf(at: string): string {
  const seconds = Math.round((Date.parse(at) - Date.now()) / SECOND_MS);
  const [unit, length] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return relative.format(Math.trunc(seconds / length), unit);
}

function useSecond(): void {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
}
