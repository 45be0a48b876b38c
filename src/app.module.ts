import { DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { CartsModule } from './carts';
import { Config } from './platform/config/config';
import { ConfigModule } from './platform/config/config.module';
import { FeedModule } from './feed';
import { HealthModule } from './platform/observability/health';
import { InventoryModule } from './inventory';
import { LedgerModule } from './ledger';
import { MetricsModule } from './platform/observability/metrics';
import { OrdersModule } from './orders';
import { RedisConnectionModule } from './platform/redis';
import { StoresModule } from './stores';
import { TracingModule } from './platform/observability/tracing';
import { WorkflowModule } from './workflow';

/** The list of modules, nothing else. */
@Module({})
export class AppModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        RedisConnectionModule.forRoot(config),
        ScheduleModule.forRoot(),
        StoresModule,
        InventoryModule,
        LedgerModule,
        CartsModule,
        OrdersModule,
        WorkflowModule,
        FeedModule,
        HealthModule,
        MetricsModule,
        TracingModule,
      ],
    };
  }
}
