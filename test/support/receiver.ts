import { createServer, IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';

export interface Received {
  id: string;
  type: string;
  body: string;
  headers: IncomingHttpHeaders;
  at: number;
}

/** A receiver of webhooks on this machine, which answers as it is told. */
export class Receiver {
  readonly received: Received[] = [];
  /** Status that it answers with; 0 to close the connection. */
  answers: (received: Received) => number = () => 204;

  private constructor(private readonly server: Server) {}

  static async listen(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('request', (request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += String(chunk)));
      request.on('end', () => receiver.answer(request, response, body));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return receiver;
  }

  private answer(request: IncomingMessage, response: ServerResponse, body: string): void {
    const { type } = JSON.parse(body) as { type: string };
    const id = String(request.headers['webhook-id']);
    const received = { id, type, body, headers: request.headers, at: Date.now() };
    this.received.push(received);
    const status = this.answers(received);
    if (status === 0) request.socket.destroy();
    else response.writeHead(status, { location: this.url }).end();
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hooks`;
  }

  get ids(): string[] {
    return this.received.map(({ id }) => id);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}
