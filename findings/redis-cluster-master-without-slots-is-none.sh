#!/usr/bin/env bash
# Software:  redis-server 7.0.15 (Debian 12), as a cluster.
# Situation: slots are moved by hand or by a tool of one's own. The cluster's specification says how a move ends: SETSLOT
#            NODE at the target, then at the source, then at all others. The slot was the last that the source had.
# Guess:     the source is a master without slots afterwards, which answers the second command with OK and can be given
#            slots again.
# What is:   it hears from the target first and becomes its replica by itself, within a second: the second command is then
#            refused ("only with masters"), and the node is lost as a master until somebody resets it. A tool that takes the
#            error for a failed move stops half way. `cluster-allow-replica-migration no` keeps it a master.
# Source:    redis.conf, cluster-allow-replica-migration: a master that was left empty becomes a replica. Seen here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download redis-server redis-tools >/dev/null 2>&1
for package in ./*.deb; do dpkg -x "$package" root; done
ln -s "$folder/root/usr/bin/redis-check-rdb" redis-server
cli() { "$folder/root/usr/bin/redis-cli" -p "$@" | tr -d '\r'; }
free_ports() {
  node -e "
    const { createServer } = require('node:net');
    const all = Array.from({ length: 4 }, () => createServer().listen(0, '127.0.0.1'));
    setTimeout(() => { console.log(all.map((one) => one.address().port).join(' ')); process.exit(); }, 100)"
}
try() {
  read -r a abus b bbus < <(free_ports)
  for node in "$a $abus" "$b $bbus"; do
    read -r port bus <<<"$node"
    mkdir -p "$1-$port"
    ./redis-server --port "$port" --bind 127.0.0.1 --save '' --dir "$folder/$1-$port" --cluster-enabled yes \
      --cluster-port "$bus" --cluster-node-timeout 2000 --cluster-allow-replica-migration "$1" >/dev/null &
  done
  sleep 0.5
  cli "$a" cluster addslotsrange 1 16383 >/dev/null
  cli "$b" cluster addslotsrange 0 0 >/dev/null
  cli "$a" cluster meet 127.0.0.1 "$b" "$bbus" >/dev/null
  for _ in $(seq 100); do cli "$b" cluster info | grep -q 'cluster_state:ok' && break; sleep 0.1; done
  [ -n "$(cli "$b" info server | grep redis_version)" ]
  target=$(cli "$a" cluster myid)
  source=$(cli "$b" cluster myid)
  cli "$a" cluster setslot 0 importing "$source" >/dev/null
  cli "$b" cluster setslot 0 migrating "$target" >/dev/null
  cli "$a" cluster setslot 0 node "$target" >/dev/null
  sleep 2
  echo "$(cli "$b" info replication | sed -n 's/^role://p'), $(cli "$b" cluster setslot 0 node "$target")"
  kill $(jobs -p)
}
allowed=$(try yes)
forbidden=$(try no)
echo "cluster-allow-replica-migration yes (the default): $allowed"
echo "cluster-allow-replica-migration no:                $forbidden"
[[ $allowed = 'slave, ERR Please use SETSLOT only with masters'* ]]
[ "$forbidden" = 'master, OK' ]
echo 'as found'
