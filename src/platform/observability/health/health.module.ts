import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Stopping } from '../../http';
import { HealthController } from './health.controller';
import { ProbeKeys } from './probe-keys';
import { ReadinessService } from './readiness.service';
import { RedisChecks } from './redis-checks';

@Module({
  imports: [DiscoveryModule],
  controllers: [HealthController],
  providers: [ReadinessService, RedisChecks, ProbeKeys, Stopping],
})
export class HealthModule {}
