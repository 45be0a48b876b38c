import { filterOf } from '../app/router';
import { store } from '../app/session';
import { useCalm } from './use-load';

/** Both ends of a list, as the service takes them. */
export interface Times {
  from?: string;
  to?: string;
}

const DAY_MS = 86_400_000;

/** From the first moment of the day `from` to the last of the day `to`, both as the store's people count days. */
export function useTimes(): Times {
  const [from, to] = [useCalm(filterOf('from')), useCalm(filterOf('to'))];
  const { timeZone } = store.value;
  return {
    ...(isDay(from) ? { from: new Date(startOf(from, timeZone)).toISOString() } : {}),
    ...(isDay(to) ? { to: endOf(to, timeZone) } : {}),
  };
}

/** For what no list of the service has chosen. */
export function isWithin({ from, to }: Times, at: string): boolean {
  const ms = Date.parse(at);
  return (!from || ms >= Date.parse(from)) && (!to || ms <= Date.parse(to));
}

/** A year that is being typed has three zeros in front. */
const isDay = (text: string): boolean =>
  /^[1-9]\d{3}-\d\d-\d\d$/.test(text) && dayOf(Date.parse(text)) === text;

const dayOf = (ms: number): string => (Number.isNaN(ms) ? '' : new Date(ms).toISOString().slice(0, 10));

/** The service counts microseconds. */
function endOf(day: string, timeZone: string): string {
  const next = startOf(dayOf(Date.parse(day) + DAY_MS), timeZone);
  return new Date(next - 1).toISOString().replace('Z', '999Z');
}

/** Where clocks are put forward at midnight, a day begins at one. */
function startOf(day: string, timeZone: string): number {
  const inZone = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  const midnight = Date.parse(day);
  let [before, within] = [midnight - DAY_MS, midnight + DAY_MS];
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (inZone.format(middle) < day) before = middle;
    else within = middle;
  }
  return within;
}
