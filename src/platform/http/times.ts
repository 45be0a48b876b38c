import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsISO8601, Matches } from 'class-validator';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** A time of any precision with its zone; without one it would mean another instant on each machine. */
export const IsTime = (): PropertyDecorator => {
  const message = '$property must be a time with its zone, such as 2026-01-01T00:00:00Z';
  return applyDecorators(
    // The `+` of an offset, where it was not percent-encoded, has become a blank.
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.replace(/ (?=\d\d:\d\d$)/, '+') : value,
    ),
    IsISO8601({ strict: true }, { message }),
    Matches(TIME, { message }),
  );
};

/** The first millisecond that does not lie before this time, as it was written. */
function firstMsSince(time: string): number {
  const { ms, isPast } = millisecondOf(time);
  return isPast ? ms + 1 : ms;
}

/** The last millisecond that does not lie after it. */
function lastMsUntil(time: string): number {
  return millisecondOf(time).ms;
}

/** The millisecond that a time lies in, and whether past its beginning: a Date would cut that off. */
function millisecondOf(time: string): { ms: number; isPast: boolean } {
  const fraction = /\.(\d+)/.exec(time)?.[1] ?? '';
  const ms = Date.parse(time.replace(`.${fraction}`, '')) + Number(fraction.slice(0, 3).padEnd(3, '0'));
  return { ms, isPast: /[1-9]/.test(fraction.slice(3)) };
}

/** The first millisecond that does not lie before a time; undefined for none. */
export const millisecondsOf = (time: string | null | undefined): number | undefined =>
  time == null ? undefined : firstMsSince(time);

/** Times that things are within, both included. */
export interface Span {
  fromMs?: number;
  toMs?: number;
}

/** The times that a query names, as milliseconds. */
export function spanOf({ from, to }: { from?: string; to?: string }): Span {
  return {
    fromMs: from === undefined ? undefined : firstMsSince(from),
    toMs: to === undefined ? undefined : lastMsUntil(to),
  };
}
