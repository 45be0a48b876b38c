#!/usr/bin/env bash
# Software:  fastify 5.11.3 on Node 20.
# Situation: a caller hangs up while its handler still works, as every caller with a time-out does. The handler ends, and
#            returns its answer. Metrics, traces and the line of log of a request hang on `onResponse`.
# Guess:     onResponse comes for every request that was let in; a storm of time-outs shows in the metrics.
# What is:   onSend comes, onResponse never does, nor onError; `onRequestAbort` came when the connection closed. Fastify's
#            own line of log of the request is missing as well. Exactly the requests that took too long are not seen.
# Source:    fastify.dev, "Hooks": onResponse "is executed when a response has been sent". Seen here.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund fastify@5.11.3 >/dev/null
cat >run.cjs <<'JS'
const { connect } = require('node:net');
const { setTimeout: sleep } = require('node:timers/promises');
const fastify = require('fastify')({ logger: { level: 'info', stream: { write: (line) => logged.push(JSON.parse(line).msg) } } });
const logged = [];
const seen = [];
for (const name of ['onRequest', 'onRequestAbort', 'onError', 'onResponse'])
  fastify.addHook(name, (...given) => (seen.push(name), given.at(-1)()));
fastify.addHook('onSend', async (_request, _reply, payload) => (seen.push('onSend'), payload));
fastify.get('/', async () => (await sleep(300), 'done'));
const ask = async (patienceMs) => {
  seen.length = logged.length = 0;
  const socket = connect(fastify.server.address().port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await sleep(patienceMs);
  socket.destroy();
  await sleep(600);
  return `${seen.join(' ')} | ${logged.join(', ')}`;
};
(async () => {
  await fastify.listen({ port: 0, host: '127.0.0.1' });
  const [patient, gone] = [await ask(500), await ask(100)];
  console.log(`fastify ${fastify.version}, node ${process.version}`);
  console.log(`a caller that waits:    ${patient}`);
  console.log(`a caller that hangs up: ${gone}`);
  await fastify.close();
  const asFound =
    patient === 'onRequest onSend onResponse | incoming request, request completed' &&
    gone === 'onRequest onRequestAbort onSend | incoming request';
  if (!asFound) throw new Error('this has changed');
})();
JS
node run.cjs
echo 'as found'
