import { Module } from '@nestjs/common';
import { StoresController } from './stores.controller';
import { StoresLua } from './stores.lua';
import { StoresService } from './stores.service';

@Module({ controllers: [StoresController], providers: [StoresService, StoresLua], exports: [StoresService] })
export class StoresModule {}
