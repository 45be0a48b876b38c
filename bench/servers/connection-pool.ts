import { Redis } from 'ioredis';

/** Connections that are lent to one at a time; those who find none wait in line. */
export class ConnectionPool {
  private readonly free: Redis[];
  private readonly waiting: ((client: Redis) => void)[] = [];

  constructor(size: number, connect: () => Redis) {
    this.free = Array.from({ length: size }, connect);
  }

  async use<T>(work: (client: Redis) => Promise<T>): Promise<T> {
    const client = this.free.pop() ?? (await new Promise<Redis>((lent) => this.waiting.push(lent)));
    try {
      return await work(client);
    } finally {
      const next = this.waiting.shift();
      if (next) next(client);
      else this.free.push(client);
    }
  }
}
