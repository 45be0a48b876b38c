import { createServer, request, Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** Names the service that a request is for: one Prism stands before those of all tests. */
export const SERVICE_HEADER = 'x-service';

/** Sends each request on to the service that it names. */
export async function openSwitch(): Promise<{ url: string; server: Server }> {
  const server = createServer((incoming, answer) => {
    const { [SERVICE_HEADER]: service, ...headers } = incoming.headers;
    const { host } = new URL(service as string);
    const options = { method: incoming.method, headers: { ...headers, host } };
    const outgoing = request(new URL(incoming.url!, service as string), options, (from) => {
      answer.writeHead(from.statusCode!, from.rawHeaders);
      from.pipe(answer);
    });
    outgoing.once('error', () => answer.destroy());
    incoming.pipe(outgoing);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
