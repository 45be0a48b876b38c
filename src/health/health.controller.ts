import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RefusesOnly, STORE_UNAVAILABLE } from '../http';
import { REDIS, RedisConnection, StoreUnavailableError } from '../redis';
import { Health } from './dto/health.dto';

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
  @RefusesOnly(STORE_UNAVAILABLE)
  async ready(): Promise<Health> {
    await this.redis.client.ping().catch((error: Error) => {
      throw new StoreUnavailableError(error.message, false);
    });
    return { status: 'ok' };
  }
}
