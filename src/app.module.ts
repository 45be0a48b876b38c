import { DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { CartsModule } from './carts';
import { Config } from './config/config';
import { ConfigModule } from './config/config.module';
import { HealthModule } from './health';
import { InventoryModule } from './inventory';
import { LedgerModule } from './ledger';
import { MetricsModule } from './metrics';
import { OrdersModule } from './orders';
import { RedisHouseModule } from './redis';
import { StoresModule } from './stores';
import { TracingModule } from './tracing';
import { WorkflowModule } from './workflow';

/** The list of modules, nothing else. */
@Module({})
export class AppModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        RedisHouseModule.forRoot(config),
        ScheduleModule.forRoot(),
        StoresModule,
        InventoryModule,
        LedgerModule,
        CartsModule,
        OrdersModule,
        WorkflowModule,
        HealthModule,
        MetricsModule,
        TracingModule,
      ],
    };
  }
}
