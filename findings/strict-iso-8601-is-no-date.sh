#!/usr/bin/env bash
# Software:  validator 13.15.35 (npm), which class-validator's @IsISO8601() and @IsDateString() ask, on Node.js 20.
# Situation: a DTO has a time: `@IsISO8601({ strict: true, strictSeparator: true })`, and a handler behind it does `new Date(text)`.
# Guess:     the strict check looks at the calendar, so what passes is a time that Date reads, but for leap seconds perhaps.
# What is:   ISO 8601 has week dates, ordinal dates, hours without minutes, the basic form, commas and offsets in hours, and all
#            pass; ECMAScript's Date knows none of these and gives NaN. Compared with `<` or written to a column, that is no
#            error at first. The other way round, the end of a day, `T24:00:00Z`, is refused, and Date reads it.
# Source:    ISO 8601-1, 5.2 to 5.4; ECMA-262, Date Time String Format. Seen here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund validator@13.15.35 >/dev/null
cat >run.cjs <<'JS'
const { isISO8601 } = require('validator');
const texts = ['2026-W49-4', '2026-337', '2026-12-03T12Z', '20261203T120000Z', '2026-12-03T12:00:00,5Z', '2026-12-03T12:00:00+01', '2026-12-03T24:00:00Z'];
for (const text of texts) {
  const passes = isISO8601(text, { strict: true, strictSeparator: true });
  console.log(`${text}: ${passes ? 'passes' : 'refused'}, ${Number.isNaN(new Date(text).getTime()) ? 'no Date' : 'a Date'}`);
}
JS
seen=$(node run.cjs)
echo "$seen"
[ "$(grep -c 'passes, no Date' <<<"$seen")" = 6 ]
[ "$(tail -1 <<<"$seen")" = '2026-12-03T24:00:00Z: refused, a Date' ]
echo 'as found'
