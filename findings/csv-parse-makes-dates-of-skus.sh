#!/usr/bin/env bash
# Software:  csv-parse 7.0.3 (npm) on Node.js 20.
# Situation: a stock file is read with `{ columns: true, cast: true, cast_date: true }`, so that numbers and times come as such.
# Guess:     what looks like a date becomes one; codes of goods, which have letters in front, stay text.
# What is:   whatever Date.parse takes becomes a Date, and V8's takes words that it passes over, if a number follows: A-1, AB 3 and
#            May-2 are days of the year 2001, and A-1 and AB-1 the same one. CB-70 is the year 1970, while A-13 stays text, there being no
#            month 13. A catalogue loses some of its codes, and others run together, without an error.
# Source:    csv-parse's option cast_date, which rests on Date.parse(); ECMA-262, Date.parse: other forms are up to the engine. Seen here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund csv-parse@7.0.3 >/dev/null
cat >run.cjs <<'JS'
const { parse } = require('csv-parse/sync');
const text = 'sku,units\nA-1,5\nAB-1,6\nAB 3,7\nMay-2,8\nCB-70,9\nA-13,4\nMUG-RED,3\n';
for (const { sku } of parse(text, { columns: true, cast: true, cast_date: true }))
  console.log(sku instanceof Date ? `a Date of ${sku.getFullYear()}-${sku.getMonth() + 1}-${sku.getDate()}` : `text ${sku}`);
JS
seen=$(node run.cjs | paste -sd, | sed 's/,/, /g')
echo "$seen"
[ "$seen" = 'a Date of 2001-1-1, a Date of 2001-1-1, a Date of 2001-3-1, a Date of 2001-5-2, a Date of 1970-1-1, text A-13, text MUG-RED' ]
echo 'as found'
