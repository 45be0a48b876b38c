import { DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { Config } from './config/config';
import { ConfigModule } from './config/config.module';
import { HealthModule } from './health/health.module';
import { InventoryModule } from './inventory';
import { RedisHouseModule } from './redis';
import { StoresModule } from './stores';

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
        HealthModule,
      ],
    };
  }
}
