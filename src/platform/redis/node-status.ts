import { Inject, Injectable } from '@nestjs/common';
import { ask } from './ask';
import { NO_CONNECTION, Owner, REDIS, RedisConnection } from './redis-connection';

/** State of a node that takes writes, by its own INFO. */
export interface NodeStatus {
  /** `host:port`, or the path of its socket. */
  node: string;
  usedMemoryBytes: number;
  /** 0 where there is no limit. */
  maxMemoryBytes: number;
  aofEnabled: boolean;
  aofLastWriteOk: boolean;
}

/** Asks every master for its memory and its append-only file, each for itself. */
@Injectable()
export class NodeStatuses {
  constructor(@Inject(REDIS) private readonly redis: RedisConnection) {}

  read(): Promise<NodeStatus>[] {
    return this.redis.owners().map((owner) => ask(this.redis, 'INFO', () => read(owner)));
  }
}

async function read({ name, node }: Owner): Promise<NodeStatus> {
  if (!node) throw new Error(NO_CONNECTION);
  const [memory, persistence] = await Promise.all([node.info('memory'), node.info('persistence')]);
  return {
    node: name,
    usedMemoryBytes: Number(field(memory, 'used_memory')),
    maxMemoryBytes: Number(field(memory, 'maxmemory')),
    aofEnabled: field(persistence, 'aof_enabled') === '1',
    aofLastWriteOk: field(persistence, 'aof_last_write_status') === 'ok',
  };
}

function field(info: string, name: string): string {
  return new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
}
