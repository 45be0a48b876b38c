import { Controller, Get } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import { NOT_READY, Open, RefusesOnly } from '../../http';
import { Health, Readiness } from './dto/health.dto';
import { ReadinessService } from './readiness.service';

@ApiTags('health')
@Open()
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: ReadinessService) {}

  /** As `/health/ready`, for whoever types the shorter address. */
  @Get()
  @ApiExcludeEndpoint()
  health(): Promise<Readiness> {
    return this.readiness.check();
  }

  /**
   * The process answers.
   * @remarks For the orchestrator that restarts it: whether Redis answers makes no difference.
   */
  @Get('live')
  live(): Health {
    return { status: 'ok' };
  }

  /**
   * Calls can be served: Redis answers and takes writes, the sweepers keep up, the service is not stopping.
   * @remarks For the load balancer: each check is named, and says why where it fails.
   */
  @Get('ready')
  @RefusesOnly(NOT_READY)
  ready(): Promise<Readiness> {
    return this.readiness.check();
  }
}
