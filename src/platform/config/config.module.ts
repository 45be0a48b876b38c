import { DynamicModule, Module } from '@nestjs/common';
import { Config } from './config';

/** Hands the validated settings to whoever asks for `Config`. */
@Module({})
export class ConfigModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: Config, useValue: config }],
      exports: [Config],
    };
  }
}
