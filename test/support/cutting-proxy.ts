import { connect, createServer, Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';

/** Stands between the service and Redis, and can lose replies: the script has run, the caller is not told. */
export class CuttingProxy {
  readonly path = join(tmpdir(), `ch-proxy-${randomUUID().slice(0, 8)}.sock`);
  private readonly server: Server;
  private readonly pairs = new Set<[Socket, Socket]>();
  private cutNext = false;

  private constructor(redisPath: string) {
    this.server = createServer((downstream) => {
      const upstream = connect(redisPath);
      const pair: [Socket, Socket] = [downstream, upstream];
      this.pairs.add(pair);
      let armed = false;
      downstream.on('data', (chunk) => {
        armed = armed || (this.cutNext && chunk.includes('fcall'));
        upstream.write(chunk);
      });
      upstream.on('data', (chunk) => {
        if (!armed) return void downstream.write(chunk);
        this.cutNext = false;
        this.end(pair);
      });
      for (const socket of pair) socket.on('error', () => undefined).on('close', () => this.end(pair));
    });
  }

  static async before(redisPath: string): Promise<CuttingProxy> {
    const proxy = new CuttingProxy(redisPath);
    await new Promise<void>((done) => proxy.server.listen(proxy.path, done));
    return proxy;
  }

  get url(): string {
    return `unix://${this.path}`;
  }

  /** Cuts the connection when the next script's reply comes, and passes nothing of it on. */
  cutNextReply(): void {
    this.cutNext = true;
  }

  async stop(): Promise<void> {
    for (const pair of this.pairs) this.end(pair);
    await new Promise((done) => this.server.close(done));
  }

  private end(pair: [Socket, Socket]): void {
    this.pairs.delete(pair);
    pair.forEach((socket) => socket.destroy());
  }
}
