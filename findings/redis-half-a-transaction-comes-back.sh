#!/usr/bin/env bash
# Software:  redis-server 7.0.15 (Debian 12), append-only file on, aof-load-truncated yes (the default).
# Situation: Redis is killed while it writes what a script or a MULTI did, so that the file ends in the midst of a command
#            of that transaction. Redis starts again, cuts the tail off, and goes on; some day it is started once more.
# Guess:     the cut transaction is gone whole, as the comments of redis.conf and the first start suggest.
# What is:   the first start drops it from memory, but cuts the file behind the last whole command, not before MULTI. What
#            is written from then on stands inside that open transaction. The second start executes its first half, along
#            with the next one: a key appears that was not there before the restart.
#            Where no transaction of two commands or more follows, it loses instead all that was written in between.
# Way out:   redis-check-aof --fix before the first start: that one cuts before MULTI.
# Source:    redis.io, "Redis persistence": "the server will discard the last non well formed command in the file". Seen
#            here.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
apt-get download redis-server redis-tools >/dev/null 2>&1
for package in ./*.deb; do dpkg -x "$package" root; done
ln -s "$folder/root/usr/bin/redis-check-rdb" redis-server
cli() { "$folder/root/usr/bin/redis-cli" -s "$folder/sock" "$@"; }
start() {
  "$folder/redis-server" --port 0 --unixsocket "$folder/sock" --dir "$folder" --save '' --appendonly yes \
    --appendfsync always --logfile "$folder/log" &
  server=$!
  for _ in $(seq 50); do [ "$(cli ping 2>/dev/null)" = PONG ] && break; sleep 0.1; done
}
kill_it() { kill -9 "$server"; wait "$server" 2>/dev/null || true; }
start
cli info server | grep '^redis_version' | tr -d '\r'
cli set before 1 >/dev/null
printf 'MULTI\nSET first-half 1\nSET second-half 1\nEXEC\n' | cli >/dev/null
kill_it
file=$(ls appendonlydir/*.incr.aof)
# As if the kill had come in the midst of the second SET.
truncate -s "$(($(grep -abo 'second-half' "$file" | tail -n 1 | cut -d: -f1) + 4))" "$file"
start
first="$(cli exists before) $(cli exists first-half) $(cli exists second-half)"
printf 'MULTI\nSET later 1\nSET last 1\nEXEC\n' | cli >/dev/null
kill_it
start
second="$(cli exists before) $(cli exists first-half) $(cli exists second-half)"
echo "before, first half, second half exist after the first start:  $first"
echo "before, first half, second half exist after the second start: $second"
[ "$first" = '1 0 0' ]
[ "$second" = '1 1 0' ]
echo 'as found'
