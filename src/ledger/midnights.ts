const DAY_MS = 86_400_000;
/** Local midnight is at most this far from that of UTC: zones reach from −12 to +14 hours. */
const REACH_MS = 15 * 3_600_000;

/**
 * The instants at which days begin in a time zone: that of yesterday, of today, and of the next days, in order. A day
 * begins at the first instant that is on its date, so one whose midnight is skipped begins at one o'clock, and one that
 * is skipped altogether does not begin at all.
 */
export function midnightsAround(timeZone: string, nowMs: number, daysAhead: number): number[] {
  const dayAt = calendarOf(timeZone);
  const today = dayAt(nowMs);
  const midnights = new Set<number>();
  for (let day = today - 1; midnights.size < daysAhead + 2; day++) midnights.add(beginOf(day, dayAt));
  return [...midnights];
}

/** Which day an instant is on, counted from 1970-01-01. */
type Calendar = (ms: number) => number;

function calendarOf(timeZone: string): Calendar {
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  return (ms) => {
    const parts = Object.fromEntries(
      format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]),
    );
    return Date.UTC(parts.year!, parts.month! - 1, parts.day) / DAY_MS;
  };
}

/** By halving: dates never go back as time goes on. */
function beginOf(day: number, dayAt: Calendar): number {
  let [before, after] = [day * DAY_MS - REACH_MS, day * DAY_MS + REACH_MS];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayAt(middle) < day) before = middle;
    else after = middle;
  }
  return after;
}
