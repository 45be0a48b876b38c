import { House } from '../../test/support/house';
import { TestRedis } from '../../test/support/redis-server';
import { startBenchRedis } from './bench-redis';
import { ServiceScripts } from './service-scripts';

export interface BenchHouse {
  redis: TestRedis;
  house: House;
  scripts: ServiceScripts;
  stop: () => Promise<void>;
}

/** The service in this process, which sweeps when it is asked to, on a Redis of its own; options as for redis-server. */
export async function openBenchHouse(...options: string[]): Promise<BenchHouse> {
  const redis = await startBenchRedis(...options);
  const house = await House.open({ SWEEP_INTERVAL_MS: 3_600_000 }, redis);
  const stop = async (): Promise<void> => {
    await house.close();
    await redis.stop();
  };
  return { redis, house, scripts: new ServiceScripts(house.app), stop };
}
