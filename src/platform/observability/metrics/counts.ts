import { Injectable, OnModuleInit } from '@nestjs/common';
import { Config } from '../../config/config';
import { Counted } from '../../process/messages';
import { parent } from '../../process/parent';
import { Metrics } from './metrics';

/** The counts: of this process, or by all where it is one of several WORKERS. */
@Injectable()
export class Counts implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    if (this.config.WORKERS === 1) return;
    parent.listen(({ type }) => {
      if (type === 'count') void this.tell();
    });
  }

  /** As text for Prometheus. */
  read(): Promise<string> {
    return this.config.WORKERS === 1 ? this.metrics.registry.metrics() : parent.totals();
  }

  private async tell(): Promise<void> {
    const metrics = await this.metrics.registry.getMetricsAsJSON();
    parent.tell({ type: 'counted', metrics: metrics as unknown as Counted });
  }
}
