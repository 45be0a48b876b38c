import { connect, createServer, Server, Socket } from 'node:net';

/** Passes connections on to a port of this machine, and cuts them all when asked. */
export class Relay {
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async to(port: number): Promise<Relay> {
    const server = createServer();
    const relay = new Relay(server);
    server.on('connection', (downstream) => {
      const upstream = connect(port, '127.0.0.1');
      downstream.pipe(upstream).pipe(downstream);
      for (const socket of [downstream, upstream]) {
        relay.sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => relay.sockets.delete(socket));
      }
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return relay;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as { port: number }).port}`;
  }

  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((done) => this.server.close(done));
  }
}
