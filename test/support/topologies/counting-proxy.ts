import { connect, createServer, Socket } from 'node:net';
import { once } from 'node:events';

/** Another address of a server: passes on all that comes, and counts who came. */
export class CountingProxy {
  connections = 0;
  private readonly sockets = new Set<Socket>();
  private readonly server = createServer((near) => {
    this.connections += 1;
    const far = connect(this.target, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy()).on('close', () => this.sockets.delete(from) && to.destroy());
    }
  });

  private constructor(private readonly target: number) {}

  static async open(target: number): Promise<CountingProxy> {
    const proxy = new CountingProxy(target);
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.server.address() as { port: number }).port;
  }

  close(): void {
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
  }
}
