import { Redis } from 'ioredis';

/** Member that ioredis' types leave out. */
interface Connecting {
  connector: { disconnect(): void };
}

/** ioredis listens to Sentinels on connections of its own, and forgets those of a client that has left in order. */
export function leaveSentinels(client: Redis): void {
  if (client.options.sentinels) {
    client.on('end', () => (client as unknown as Connecting).connector.disconnect());
  }
}
