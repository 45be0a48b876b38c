#!/usr/bin/env bash
# Software:  Valkey 8.0.1 (Debian 12, backports), beside redis-server 7.0.15 (Debian 12).
# Situation: a service asks `INFO server` at its start, to refuse a server that it cannot use: one that is too old by
#            `redis_version`, a Sentinel or a single node of a cluster by `redis_mode`.
# Guess:     Valkey, which answers `redis_version:7.2.4` so that programs made for Redis go on, tells the rest of that
#            section under the old names as well.
# What is:   `redis_mode` is not there: it is `server_mode` now. The version check goes on working, the check of the mode passes
#            everything, without any error. `extended-redis-compatibility yes` brings the old name back, for as long as
#            Valkey keeps that setting.
# Source:    valkey.conf says that the setting makes Valkey identify itself as Redis, and nothing of this field. Seen here.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
debian=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m1 '/debian/*$')
echo "deb $debian bookworm-backports main" >backports.list
mkdir -p lists/partial
apt=(apt-get -o "Dir::Etc::sourcelist=$PWD/backports.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$PWD/lists")
"${apt[@]}" update >/dev/null 2>&1
"${apt[@]}" download 'valkey-server=8.0.1*' 'valkey-tools=8.0.1*' >/dev/null 2>&1
apt-get download redis-server redis-tools >/dev/null 2>&1
for package in ./*.deb; do dpkg -x "$package" root; done
ln -s root/usr/bin/redis-check-rdb redis-server
ln -s root/usr/bin/valkey-check-rdb valkey-server
PATH="$PWD/root/usr/bin:$PATH"

facts() { # PROGRAM PORT [SETTING...]
  local program=$1 port=$2
  shift 2
  "./$program" --port "$port" --bind 127.0.0.1 --save '' --cluster-enabled yes --cluster-config-file "$port.nodes" "$@" >/dev/null &
  for _ in $(seq 100); do redis-cli -p "$port" ping >/dev/null 2>&1 && break || sleep 0.1; done
  redis-cli -p "$port" info server | tr -d '\r' | grep -E '^(redis_version|redis_mode|server_mode):' | cut -d. -f1 | paste -sd' '
}
port=$((20000 + RANDOM % 9000))
redis=$(facts redis-server $port)
valkey=$(facts valkey-server $((port + 1)))
compatible=$(facts valkey-server $((port + 2)) --extended-redis-compatibility yes)
echo "Redis:               $redis"
echo "Valkey:              $valkey"
echo "Valkey, compatible:  $compatible"
[ "$redis" = 'redis_version:7 redis_mode:cluster' ]
[ "$valkey" = 'redis_version:7 server_mode:cluster' ]
[ "$compatible" = 'redis_version:7 redis_mode:cluster' ]
echo 'as found'
