import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Refuses } from '../http';
import { REDIS, RedisConnection, StoreUnavailableError } from '../redis';

class Health {
  /** @example "ok" */
  status: 'ok';
}

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(@Inject(REDIS) private readonly redis: RedisConnection) {}

  /** The process answers. */
  @Get('live')
  live(): Health {
    return { status: 'ok' };
  }

  /** Redis answers, so that calls can be served. */
  @Get('ready')
  @Refuses()
  async ready(): Promise<Health> {
    await this.redis.client.ping().catch((error: Error) => {
      throw new StoreUnavailableError(error.message, false);
    });
    return { status: 'ok' };
  }
}
