#!/usr/bin/env bash
# Software:  ioredis 5.11.1 on Node 20, redis-server and redis-sentinel 7.0.15 (Debian 12).
# Situation: a service finds its master by Sentinels and listens to them for failovers (`failoverDetector: true`). It stops
#            in order: `await client.quit()`, and nothing else is open.
# Guess:     the promise of quit() tells that the client is gone, its connections to Sentinels included: the process ends.
# What is:   the connection to Redis is closed and status is `end`, but those to the Sentinels stay open, and Node does not
#            end. disconnect() instead of quit() closes them. An orchestrator waits out its grace period and kills.
# Source:    ioredis' README, "Sentinel": failoverDetector; nothing there tells of quit(). Seen here.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
apt-get download redis-server redis-tools >/dev/null 2>&1
for package in ./*.deb; do dpkg -x "$package" root; done
ln -s "$folder/root/usr/bin/redis-check-rdb" redis-server
ln -s "$folder/root/usr/bin/redis-check-rdb" redis-sentinel
npm install --silent --no-audit --no-fund ioredis@5.11.1 >/dev/null
read -r master sentinel < <(node -e "
  const { createServer } = require('node:net');
  const [a, b] = [createServer().listen(0, '127.0.0.1'), createServer().listen(0, '127.0.0.1')];
  setTimeout(() => { console.log(a.address().port, b.address().port); process.exit(); }, 100)")
./redis-server --port "$master" --bind 127.0.0.1 --save '' >/dev/null &
printf 'port %s\nbind 127.0.0.1\nsentinel monitor shop 127.0.0.1 %s 1\n' "$sentinel" "$master" >sentinel.conf
./redis-sentinel "$folder/sentinel.conf" >/dev/null &
cat >run.cjs <<'JS'
const { Redis } = require('ioredis');
const [how, port] = process.argv.slice(2);
const client = new Redis({ sentinels: [{ host: '127.0.0.1', port: Number(port) }], name: 'shop', failoverDetector: true });
client.on('error', () => undefined);
const open = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
client.once('ready', async () => {
  await new Promise((done) => setTimeout(done, 500));
  await client[how]();
  await new Promise((done) => setTimeout(done, 500));
  console.log(`${how}: status ${client.status}, connections left: ${open()}`);
  process.exit();
});
JS
sleep 1
quit=$(timeout 20 node run.cjs quit "$sentinel")
disconnect=$(timeout 20 node run.cjs disconnect "$sentinel")
echo "$quit"
echo "$disconnect"
[ "$quit" = 'quit: status end, connections left: 1' ]
[ "$disconnect" = 'disconnect: status end, connections left: 0' ]
echo 'as found'
