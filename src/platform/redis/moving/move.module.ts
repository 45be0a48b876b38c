import { DynamicModule, Module } from '@nestjs/common';
import { Config } from '../../config/config';
import { ConfigModule } from '../../config/config.module';
import { RedisConnectionModule } from '../redis.module';
import { MoveService } from './move.service';

/** The parts of the service that a move needs: its settings, and its Redis. */
@Module({})
export class MoveModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: MoveModule,
      imports: [ConfigModule.forRoot(config), RedisConnectionModule.forRoot(config)],
      providers: [MoveService],
    };
  }
}
