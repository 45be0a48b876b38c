import { Inject, Injectable } from '@nestjs/common';
import { Redis } from 'ioredis';
import { ask } from './ask';
import { REDIS, RedisConnection } from './redis-connection';
import { nameOf } from './silence';

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

/** Asks every master for its memory and its append-only file. */
@Injectable()
export class NodeStatuses {
  constructor(@Inject(REDIS) private readonly redis: RedisConnection) {}

  read(): Promise<NodeStatus[]> {
    return ask(this.redis, 'INFO', () => Promise.all(this.redis.masters().map(read)));
  }
}

async function read(client: Redis): Promise<NodeStatus> {
  const [memory, persistence] = await Promise.all([client.info('memory'), client.info('persistence')]);
  return {
    node: nameOf(client),
    usedMemoryBytes: Number(field(memory, 'used_memory')),
    maxMemoryBytes: Number(field(memory, 'maxmemory')),
    aofEnabled: field(persistence, 'aof_enabled') === '1',
    aofLastWriteOk: field(persistence, 'aof_last_write_status') === 'ok',
  };
}

function field(info: string, name: string): string {
  return new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
}
