import { DynamicModule, Module } from '@nestjs/common';
import { Config } from '../config/config';
import { ConfigModule } from '../config/config.module';
import { RedisConnectionModule } from '../redis';
import { UpgradeLua } from './upgrade.lua';
import { UpgradeService } from './upgrade.service';

/** The parts of the service that an upgrade needs: its settings, and its Redis with the scripts. */
@Module({})
export class UpgradeModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: UpgradeModule,
      imports: [ConfigModule.forRoot(config), RedisConnectionModule.forRoot(config)],
      providers: [UpgradeLua, UpgradeService],
    };
  }
}
