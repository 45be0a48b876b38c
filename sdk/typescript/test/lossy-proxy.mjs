import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/** Stands between client and service; loses as many answers as it is told: the service has answered, the caller is cut off. */
export async function lossyProxy(target) {
  const { hostname, port } = new URL(target);
  const proxy = { lose: 0, url: '', cutAll: () => undefined, close: () => undefined };
  const sockets = new Set();
  const server = createServer((downstream) => {
    const upstream = connect(Number(port), hostname);
    downstream.on('data', (chunk) => upstream.write(chunk));
    upstream.on('data', (chunk) => {
      if (proxy.lose === 0) return downstream.write(chunk);
      proxy.lose -= 1;
      downstream.destroy();
    });
    for (const [one, other] of [
      [upstream, downstream],
      [downstream, upstream],
    ]) {
      sockets.add(one);
      one.on('error', () => undefined).on('close', () => (sockets.delete(one), other.destroy()));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy.url = `http://127.0.0.1:${server.address().port}`;
  proxy.cutAll = () => sockets.forEach((socket) => socket.destroy());
  proxy.close = () => (server.close(), proxy.cutAll());
  return proxy;
}
