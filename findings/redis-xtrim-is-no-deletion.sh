#!/usr/bin/env bash
# Software:  redis-server 7.0.15 (Debian 12).
# Situation: a stream is cut off at its old end (XTRIM), and a follower comes back with the last id that it has seen. It
#            must be told whether it lost anything. XINFO STREAM has `max-deleted-entry-id` and `entries-added` for that.
# Guess:     entries that were trimmed are entries that were deleted: max-deleted-entry-id is at least the last of them.
# What is:   it stays 0-0, however much was trimmed; XDEL alone moves it. entries-added minus length tells how many are
#            gone, but not which: a follower that has seen all that was trimmed looks like one that has seen none of it.
# Source:    redis.io, "XINFO STREAM": max-deleted-entry-id is "the maximal entry ID that was deleted from the stream".
#            Seen here.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
apt-get download redis-server redis-tools >/dev/null 2>&1
for package in ./*.deb; do dpkg -x "$package" root; done
ln -s "$folder/root/usr/bin/redis-check-rdb" redis-server
"$folder/redis-server" --port 0 --unixsocket "$folder/sock" --save '' >/dev/null &
server=$!
cli() { "$folder/root/usr/bin/redis-cli" -s "$folder/sock" "$@"; }
for _ in $(seq 50); do [ "$(cli ping 2>/dev/null)" = PONG ] && break; sleep 0.1; done
cli info server | grep '^redis_version' | tr -d '\r'
fact() { cli xinfo stream s | awk -v name="$1" 'found { print; exit } $0 == name { found = 1 }'; }
for i in 1 2 3 4 5; do cli xadd s "$i-0" f v >/dev/null; done
cli xtrim s MAXLEN 2 >/dev/null
trimmed="$(fact length) left of $(fact entries-added), max-deleted-entry-id $(fact max-deleted-entry-id)"
cli xdel s 4-0 >/dev/null
deleted="$(fact length) left of $(fact entries-added), max-deleted-entry-id $(fact max-deleted-entry-id)"
echo "after XTRIM MAXLEN 2: $trimmed"
echo "after XDEL 4-0:       $deleted"
[ "$trimmed" = '2 left of 5, max-deleted-entry-id 0-0' ]
[ "$deleted" = '1 left of 5, max-deleted-entry-id 4-0' ]
echo 'as found'
