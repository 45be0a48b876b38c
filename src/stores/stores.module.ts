import { Module } from '@nestjs/common';
import { EarlierEffects } from './earlier-effects';
import { Journal } from './journal.service';
import { StoresController } from './stores.controller';
import { StoresLua } from './stores.lua';
import { StoresService } from './stores.service';

@Module({
  controllers: [StoresController],
  providers: [StoresService, StoresLua, Journal, EarlierEffects],
  exports: [StoresService, EarlierEffects],
})
export class StoresModule {}
