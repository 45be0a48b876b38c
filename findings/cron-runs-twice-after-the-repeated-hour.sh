#!/usr/bin/env bash
# Software:  cron 4.4.0 (npm), which @nestjs/schedule 12.0.2 brings for @Cron(), with luxon 3.7.2, on Node.js 20.
# Situation: a job of every night, such as closing the day or charging fees, is set for three o'clock in the shop's time zone. In the
#            night when clocks go back, from three to two, that is the hour behind the one that comes twice.
# Guess:     it runs once: there is one 03:00 in that night. Only times within the repeated hour are in doubt.
# What is:   it runs twice: at the second 02:00, and at 03:00. So does 03:30 (at 02:30 and 03:30), 02:00 in New York, 00:00 in Cairo,
#            and what runs once a month where that day is the one; 02:30 itself, within the repeated hour, runs once.
# Source:    the end of getNextDateFrom() in the package: where the hour looks the same an hour and two hours before what it
#            found, it goes back an hour, and does not look whether the expression has that one. Seen here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund cron@4.4.0 luxon@3.7.2 >/dev/null
cat >run.cjs <<'JS'
const { mock } = require('node:test');
mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.parse('2026-10-24T20:00:00Z') });
const { CronJob } = require('cron');
const { DateTime } = require('luxon');
const runs = (expression) => {
  const seen = [];
  const note = () => seen.push(DateTime.now().setZone('Europe/Berlin').toFormat('HH:mmZZ'));
  new CronJob(expression, note, null, true, 'Europe/Berlin');
  return seen;
};
const seen = { '02:30': runs('0 30 2 * * *'), '03:00': runs('0 0 3 * * *'), '04:00': runs('0 0 4 * * *') };
for (let minutes = 0; minutes < 12 * 60; minutes++) mock.timers.tick(60_000);
for (const [time, all] of Object.entries(seen)) console.log(`set for ${time}: ${all.join(', ')}`);
process.exit();
JS
seen=$(timeout 60 node --no-warnings run.cjs)
echo "$seen"
[ "$seen" = $'set for 02:30: 02:30+02:00\nset for 03:00: 02:00+01:00, 03:00+01:00\nset for 04:00: 04:00+01:00' ]
echo 'as found'
