#!/usr/bin/env bash
# Software:  redis-server 7.0.15 (Debian 12).
# Situation: a key is given a deadline that has passed already, as a clock that was set or a retried call does. SET with
#            PXAT, GETEX with PXAT and PEXPIREAT all take it and answer as usual. Someone counts keys, or follows the
#            events of expiry to learn what is over.
# Guess:     the three are one thing: the key is gone at once, or all of them expire it.
# What is:   PEXPIREAT and GETEX delete the key at once and tell `del`, never `expired`. SET keeps it: DBSIZE counts it
#            until somebody touches it (or the server's own round comes by), and only then `expired` is told, behind an
#            `expire`. Who listens for `expired` alone hears of one of three.
# Source:    redis.io, "Key expiration" and "EXPIRE": a time in the past deletes, with a `del` event; of SET with PXAT the
#            page says nothing. Seen here.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill "$server" "$listener" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
apt-get download redis-server redis-tools >/dev/null 2>&1
for package in ./*.deb; do dpkg -x "$package" root; done
# The package redis-server holds a link to the binary of redis-tools.
redis=$folder/root/usr/bin/redis-check-rdb
[ -x "$redis" ] || redis=$(command -v redis-server)
ln -s "$redis" redis-server
"$folder/redis-server" --port 0 --unixsocket "$folder/sock" --save '' --hz 1 --notify-keyspace-events KEA \
  >/dev/null &
server=$!
cli() { "$folder/root/usr/bin/redis-cli" -s "$folder/sock" "$@"; }
for _ in $(seq 50); do [ "$(cli ping 2>/dev/null)" = PONG ] && break; sleep 0.1; done
cli info server | grep '^redis_version' | tr -d '\r'
cli psubscribe '__keyevent*' >events &
listener=$!
sleep 0.3
cli set by-pexpireat 1 >/dev/null
cli set by-getex 1 >/dev/null
# In one transaction, so that the server's own round does not come between setting and counting.
seen=$(printf 'MULTI\nPEXPIREAT by-pexpireat 1000\nDBSIZE\nGETEX by-getex PXAT 1000\nDBSIZE\nSET by-set 1 PXAT 1000\nDBSIZE\nEXISTS by-set\nEXEC\n' |
  cli | tail -n 7 | tr '\n' ' ')
sleep 0.5
cli exists by-set >/dev/null
sleep 0.3
# A message has four lines: its kind, the pattern, the channel, the key.
told() { awk -v key="$1" 'NR % 4 == 3 { event = $0 } NR % 4 == 0 && $0 == key { print event }' messages | paste -sd,; }
sed '1,3d; s/.*__://' events >messages
printf 'PEXPIREAT, keys left, GETEX, keys left, SET PXAT, keys left, exists: %s\n' "$seen"
for name in by-pexpireat by-getex by-set; do printf '%s tells: %s\n' "$name" "$(told $name)"; done
[ "$seen" = '1 1 1 0 OK 1 0 ' ]
[ "$(told by-pexpireat)" = set,del ]
[ "$(told by-getex)" = set,del ]
[ "$(told by-set)" = set,expire,expired ]
echo 'as found'
