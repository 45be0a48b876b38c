import { randomUUID } from 'node:crypto';
import { connect, createServer, NetConnectOpts, Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Stands before a server and loses answers: what was asked has been done, and who asked is not told. */
export class DroppingProxy {
  readonly path = join(tmpdir(), `ch-chaos-${randomUUID().slice(0, 8)}.sock`);
  /** How many answers were lost. */
  drops = 0;
  port = 0;
  private readonly servers: Server[] = [];
  private readonly sockets = new Set<Socket>();
  private armed = false;

  constructor(
    private readonly upstream: () => NetConnectOpts,
    /** Found in a request whose answer may be lost. */
    private readonly marker: string,
  ) {}

  /** Listens on a unix socket, and on a port of the loopback address. */
  async listen(): Promise<this> {
    for (const place of [this.path, 0]) {
      const server = createServer((downstream) => this.join(downstream));
      this.servers.push(server);
      const options = place === 0 ? { port: 0, host: '127.0.0.1' } : { path: this.path };
      await new Promise<void>((done) => server.listen(options, done));
    }
    this.port = (this.servers[1]!.address() as { port: number }).port;
    return this;
  }

  /** Loses the next answer to a request that has the marker, and the connection with it. */
  dropNext(): void {
    this.armed = true;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await Promise.all(this.servers.map((server) => new Promise((done) => server.close(done))));
  }

  private join(downstream: Socket): void {
    const upstream = connect(this.upstream());
    const both = [downstream, upstream];
    const end = (): void => both.forEach((socket) => socket.destroy());
    let asked = false;
    downstream.on('data', (chunk) => {
      asked ||= this.armed && chunk.includes(this.marker);
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!(asked && this.armed)) return void downstream.write(chunk);
      this.armed = false;
      this.drops++;
      end();
    });
    for (const socket of both) {
      this.sockets.add(socket);
      socket.on('error', end).on('close', () => {
        this.sockets.delete(socket);
        end();
      });
    }
  }
}
