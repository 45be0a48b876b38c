let lastMs = NaN;
let lastText = '';

/** Milliseconds since 1970, as scripts give them, in RFC 3339. All changes of a batch have one millisecond. */
export function isoTime(ms: number | string | undefined): string {
  const wanted = Number(ms);
  if (wanted !== lastMs) {
    lastText = new Date(wanted).toISOString();
    lastMs = wanted;
  }
  return lastText;
}
