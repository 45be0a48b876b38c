#!/usr/bin/env bash
# Software:  eventsource 4.1.1 with eventsource-parser 3.1.1 (npm) on Node 20.
# Situation: a server of Server-Sent Events tells a reader where it stands without an event: a block that has `id:` and no
#            `data:`. So that a reader of a rare type, or one that has heard nothing yet, resumes where it was.
# Guess:     the standard sets the last event id of the stream before it looks whether there is data, and browsers do so: the
#            library sends it as Last-Event-ID when it reconnects.
# What is:   the block is passed over whole. It reconnects without Last-Event-ID, or with that of the last event that had data.
# Source:    WHATWG HTML, 9.2.6, "dispatch the event": the first step is the id, the second the empty data. Seen here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund eventsource@4.1.1 eventsource-parser@3.1.1 >/dev/null
cat >run.cjs <<'JS'
const { createServer } = require('node:http');
const { EventSource } = require('eventsource');
const blocks = [':\nid: 7\n\n', 'id: 8\ndata: x\n\n', ':\nid: 9\n\n'];
const told = [];
const server = createServer((request, response) => {
  told.push(request.headers['last-event-id'] ?? 'none');
  if (told.length > blocks.length) {
    console.log(`Last-Event-ID of each connection: ${told.join(', ')}`);
    process.exit();
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end(`retry: 50\n${blocks[told.length - 1]}`);
});
server.listen(0, '127.0.0.1', () => new EventSource(`http://127.0.0.1:${server.address().port}`));
JS
seen=$(timeout 30 node run.cjs)
echo "$seen"
# By the standard: none, 7, 8, 9.
[ "$seen" = 'Last-Event-ID of each connection: none, none, 8, 8' ]
echo 'as found'
