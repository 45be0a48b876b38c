/** SQL: whether `at` lies between the two parameters from this one on, in whole milliseconds as the API counts; null for no end. */
export function withinSpan(from: number): string {
  return `($${from}::bigint is null or at >= to_timestamp($${from}::bigint / 1000.0))
    and ($${from + 1}::bigint is null or at < to_timestamp(($${from + 1}::bigint + 1) / 1000.0))`;
}
