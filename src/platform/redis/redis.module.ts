import { ClusterModule, ClusterService, RedisModule, RedisService } from '@liaoliaots/nestjs-redis';
import { DynamicModule, Inject, Module, OnApplicationShutdown, Provider } from '@nestjs/common';
import { Cluster, Redis } from 'ioredis';
import { Config } from '../config/config';
import { Chores } from './chores';
import { ownerOfKey, slotOwners, steadyNodes } from './cluster-nodes';
import { DataFormat } from './data-format';
import { Durability } from './durability/durability';
import { tellInFlight } from './in-flight';
import { LibraryKeeper } from '../scripts/library-keeper';
import { NodeStatuses } from './node-status';
import { CLIENT_OPTIONS, CLUSTER_OPTIONS, Owner, REDIS, RedisConnection } from './redis-connection';
import { ScriptRunner } from '../scripts/script-runner';
import { ScriptWatch } from '../scripts/script-watch';
import { nameOf, watchSilence } from './silence';
import { StoreNames } from './store-names';
import { whenUsable } from './when-usable';

/** Connects to Redis, waits until it is usable, and runs scripts there. */
@Module({})
export class RedisConnectionModule implements OnApplicationShutdown {
  constructor(@Inject(REDIS) private readonly redis: RedisConnection) {}

  /** nestjs-redis closes a connection that is there; one that is being sought again would be sought for ever. */
  onApplicationShutdown(): void {
    const { client } = this.redis;
    if (client.status !== 'ready' && client.status !== 'end') client.disconnect();
  }

  static forRoot(config: Config): DynamicModule {
    return {
      module: RedisConnectionModule,
      global: true,
      imports: [
        config.REDIS_CLUSTER_NODES ? cluster(config.REDIS_CLUSTER_NODES) : standalone(config.REDIS_URL),
      ],
      providers: [
        config.REDIS_CLUSTER_NODES ? clusterConnection : standaloneConnection,
        Chores,
        DataFormat,
        Durability,
        LibraryKeeper,
        ScriptRunner,
        ScriptWatch,
        NodeStatuses,
        StoreNames,
      ],
      exports: [REDIS, Chores, ScriptRunner, ScriptWatch, NodeStatuses, StoreNames],
    };
  }
}

function standalone(url = 'redis://127.0.0.1:6379'): DynamicModule {
  const path = url.startsWith('unix://') ? url.slice('unix://'.length) : undefined;
  return RedisModule.forRoot(
    { errorLog: false, config: { ...(path ? { path } : { url }), ...CLIENT_OPTIONS } },
    false,
  );
}

function cluster(nodes: string): DynamicModule {
  return ClusterModule.forRoot(
    {
      errorLog: false,
      config: {
        nodes: nodes
          .split(',')
          .map((node) => ({ host: node.split(':')[0], port: Number(node.split(':')[1]) })),
        ...CLUSTER_OPTIONS,
      },
    },
    false,
  );
}

const START_WITHIN_MS = 10_000;

const standaloneConnection: Provider = {
  provide: REDIS,
  inject: [RedisService],
  useFactory: (service: RedisService): Promise<RedisConnection> => {
    const client: Redis = service.getOrThrow();
    tellInFlight(client);
    const name = nameOf(client);
    const owners = (): Owner[] => [{ name, node: client }];
    return connect({ client, masters: () => [client], owners, ownerOf: () => name });
  },
};

const clusterConnection: Provider = {
  provide: REDIS,
  inject: [ClusterService],
  useFactory: (service: ClusterService): Promise<RedisConnection> => {
    const client: Cluster = service.getOrThrow();
    steadyNodes(client);
    return connect({
      client,
      masters: () => client.nodes('master'),
      owners: () => slotOwners(client),
      ownerOf: (key) => ownerOfKey(client, key),
    });
  },
};

function connect(connection: Omit<RedisConnection, 'startBy'>): Promise<RedisConnection> {
  watchSilence(connection.client);
  return whenUsable({ ...connection, startBy: performance.now() + START_WITHIN_MS });
}
