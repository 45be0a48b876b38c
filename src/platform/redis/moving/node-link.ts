import { Redis } from 'ioredis';
import { MoveFault, reasonOf } from './move-fault';
import { ClusterView, readView } from './cluster-view';

/** Time that a source may take to hand over one batch or one big key. */
export const MIGRATE_MS = 60_000;
const CONNECT_MS = 5_000;

/** The answer of EXISTS where a slot is open and the key is at the other end. */
const ELSEWHERE = /^(ASK|MOVED|TRYAGAIN) /;

/** A connection to one node for the time of a move. It is never made anew: who answers is who answered before. */
export class NodeLink {
  private constructor(
    readonly client: Redis,
    readonly id: string,
    readonly address: string,
  ) {}

  /** With the user, the password and the TLS of a connection that is there. */
  static async open(like: Redis, host: string, port: number): Promise<NodeLink> {
    const client = like.duplicate({
      host,
      port,
      path: undefined,
      keyPrefix: '',
      readOnly: false,
      lazyConnect: true,
      enableOfflineQueue: false,
      connectTimeout: CONNECT_MS,
      commandTimeout: MIGRATE_MS + CONNECT_MS,
      retryStrategy: () => null,
    });
    let last = '';
    client.on('error', (error: Error) => (last = reasonOf(error)));
    const address = `${host}:${port}`;
    try {
      await client.connect();
      return new NodeLink(client, (await client.call('CLUSTER', 'MYID')) as string, address);
    } catch (error) {
      client.disconnect();
      throw new MoveFault(`${address} cannot be asked (${last || reasonOf(error)})`);
    }
  }

  close(): void {
    this.client.disconnect();
  }

  async view(): Promise<ClusterView> {
    return readView((await this.ask('CLUSTER', 'NODES')) as string);
  }

  /** Fails with the node and the command, and none of its arguments. */
  async ask(...[command, ...args]: [string, ...(string | number)[]]): Promise<unknown> {
    try {
      return await this.client.call(command, ...args);
    } catch (error) {
      throw this.fault(command, error);
    }
  }

  /** Answers of the same command for each of these keys. */
  async each(keys: string[], command: [string, ...string[]]): Promise<unknown[]> {
    const pipeline = this.client.pipeline();
    for (const key of keys) pipeline.call(...command, key);
    const answers = (await pipeline.exec().catch((error) => Promise.reject(this.fault(command[0], error))))!;
    return answers.map(([error, answer]) => {
      if (error) throw this.fault(command[0], error);
      return answer;
    });
  }

  keysInSlot(slot: number): Promise<number> {
    return this.ask('CLUSTER', 'COUNTKEYSINSLOT', slot) as Promise<number>;
  }

  /** Whether a key is here; undefined where it may be at the other end of a slot that is open. */
  async has(key: string): Promise<boolean | undefined> {
    try {
      return (await this.client.exists(key)) === 1;
    } catch (error) {
      if (ELSEWHERE.test((error as Error).message)) return undefined;
      throw this.fault('EXISTS', error);
    }
  }

  async infoOf(section: string, field: string): Promise<string> {
    const info = (await this.ask('INFO', section)) as string;
    return new RegExp(`^${field}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
  }

  /** In ms; undefined where it may not be asked. */
  async nodeTimeout(): Promise<number | undefined> {
    const [, value] = (await this.client.config('GET', 'cluster-node-timeout').catch(() => [])) as string[];
    return value === undefined ? undefined : Number(value);
  }

  private fault(command: string, error: unknown): MoveFault {
    return new MoveFault(`${command} at ${this.address}: ${reasonOf(error)}`);
  }
}
