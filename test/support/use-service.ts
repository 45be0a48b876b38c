import { startRedis, TestRedis } from './redis-server';
import { Service } from './service';

/** The built service, as a process of its own on a Redis of its own, for all tests of a file. */
export function useService(): { readonly url: string } {
  let redis: TestRedis;
  let service: Service;
  beforeAll(async () => {
    redis = await startRedis();
    service = await Service.start({ REDIS_URL: redis.url });
  });
  afterAll(async () => {
    await service?.stop();
    await redis?.stop();
  });
  return {
    get url() {
      return service.url;
    },
  };
}
