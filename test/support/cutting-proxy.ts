import { connect, createServer, Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';

/** Stands between the service and Redis, and can lose replies (the script has run, the caller is not told), or fall silent. */
export class CuttingProxy {
  readonly path = join(tmpdir(), `ch-proxy-${randomUUID().slice(0, 8)}.sock`);
  private readonly server: Server;
  private readonly pairs = new Set<[Socket, Socket]>();
  private readonly dead = new WeakSet<[Socket, Socket]>();
  private cutOn?: string;
  private onCut = (): void => undefined;
  private silent = false;

  private constructor(
    redisPath: string,
    /** Where it listens, instead of on its path. */
    readonly port: number,
  ) {
    this.server = createServer((downstream) => {
      const upstream = connect(redisPath);
      const pair: [Socket, Socket] = [downstream, upstream];
      this.pairs.add(pair);
      let armed = false;
      downstream.on('data', (chunk) => {
        if (this.isDead(pair)) return;
        armed = armed || (this.cutOn !== undefined && chunk.includes(this.cutOn));
        upstream.write(chunk);
      });
      upstream.on('data', (chunk) => {
        if (this.isDead(pair)) return;
        if (!armed) return void downstream.write(chunk);
        this.cutOn = undefined;
        this.onCut();
        this.end(pair);
      });
      for (const socket of pair) socket.on('error', () => undefined).on('close', () => this.end(pair));
    });
  }

  static async before(redisPath: string, port = 0): Promise<CuttingProxy> {
    const proxy = new CuttingProxy(redisPath, port);
    const place = port === 0 ? { path: proxy.path } : { port, host: '127.0.0.1' };
    await new Promise<void>((done) => proxy.server.listen(place, done));
    return proxy;
  }

  get url(): string {
    return `unix://${this.path}`;
  }

  /** Cuts the connection when the next reply to such a command comes, a script unless told, and passes nothing of it on. */
  cutNextReply(command = 'fcall', onCut = (): void => undefined): void {
    this.cutOn = command;
    this.onCut = onCut;
  }

  get hasCut(): boolean {
    return this.cutOn === undefined;
  }

  /** Swallows what is said on every connection, also on new ones, and closes none: the other end is gone without a word. */
  fallSilent(): void {
    this.silent = true;
    for (const pair of this.pairs) this.dead.add(pair);
  }

  /** New connections are served; those that fell silent stay so. */
  speak(): void {
    this.silent = false;
  }

  private isDead(pair: [Socket, Socket]): boolean {
    if (this.silent) this.dead.add(pair);
    return this.dead.has(pair);
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
