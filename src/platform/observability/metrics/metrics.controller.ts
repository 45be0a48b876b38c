import { Controller, Get } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Domain, Verbatim } from '../../http';
import { Counts } from './counts';
import { Metrics } from './metrics';
import { StateMetrics } from './state-metrics';

@ApiTags('health')
@Domain('metrics')
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly counts: Counts,
    private readonly state: StateMetrics,
  ) {}

  /** The metrics of the service and its Redis, for Prometheus. */
  @Get()
  @ApiResponse({ status: 200, content: { 'text/plain': { schema: { type: 'string' } } } })
  async getMetrics(): Promise<Verbatim> {
    await this.state.refresh();
    const { state } = this.metrics;
    return new Verbatim(state.contentType, `${await this.counts.read()}\n${await state.metrics()}`);
  }
}
