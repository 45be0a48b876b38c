import { ClusterModule, ClusterService, RedisModule, RedisService } from '@liaoliaots/nestjs-redis';
import { DynamicModule, Inject, Module, OnApplicationShutdown, Provider } from '@nestjs/common';
import { Cluster, Redis } from 'ioredis';
import { Config } from '../config/config';
import { Chores } from './chores';
import { connecting } from './client-options';
import { ownerOfKey, slotOwners, steadyNodes } from './cluster-nodes';
import { DataFormat } from './data-format';
import { Durability } from './durability/durability';
import { tellInFlight } from './in-flight';
import { LibraryKeeper } from '../scripts/library-keeper';
import { NodeStatuses } from './node-status';
import { Owner, REDIS, RedisConnection } from './redis-connection';
import { ScriptRunner } from '../scripts/script-runner';
import { ScriptWatch } from '../scripts/script-watch';
import { leaveSentinels } from './sentinels';
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
    const { kind, options } = connecting(config);
    // Its own log of errors would tell each attempt.
    const quiet = { errorLog: false };
    return {
      module: RedisConnectionModule,
      global: true,
      imports: [
        kind === 'cluster'
          ? ClusterModule.forRoot({ ...quiet, config: options }, false)
          : RedisModule.forRoot({ ...quiet, config: options }, false),
      ],
      providers: [
        kind === 'cluster' ? clusterConnection : standaloneConnection,
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

const START_WITHIN_MS = 10_000;

const standaloneConnection: Provider = {
  provide: REDIS,
  inject: [RedisService],
  useFactory: (service: RedisService): Promise<RedisConnection> => {
    const client: Redis = service.getOrThrow();
    tellInFlight(client);
    leaveSentinels(client);
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
