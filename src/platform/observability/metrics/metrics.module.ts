import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Counts } from './counts';
import { Metrics } from './metrics';
import { MetricsController } from './metrics.controller';
import { RequestMetrics } from './request-metrics';
import { StateMetrics } from './state-metrics';

@Module({
  imports: [DiscoveryModule],
  controllers: [MetricsController],
  providers: [Metrics, Counts, RequestMetrics, StateMetrics],
  exports: [Metrics],
})
export class MetricsModule {}
