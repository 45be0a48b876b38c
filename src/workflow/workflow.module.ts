import { Module } from '@nestjs/common';
import { StoresModule } from '../stores';
import { DefinitionsController } from './definitions.controller';
import { DefinitionsLua } from './definitions.lua';
import { DefinitionsService } from './definitions.service';
import { DiagramLimits } from './diagrams/diagram-limits';
import { DiagramsController } from './diagrams/diagrams.controller';
import { DiagramsService } from './diagrams/diagrams.service';
import { Elk } from './diagrams/elk';
import { Layouts } from './diagrams/layouts';
import { InstancesController } from './instances.controller';
import { InstancesLua } from './instances.lua';
import { InstancesService } from './instances.service';
import { RecordsController } from './records.controller';
import { RecordsLua } from './records.lua';
import { RecordsService } from './records.service';

@Module({
  imports: [StoresModule],
  controllers: [DefinitionsController, InstancesController, RecordsController, DiagramsController],
  providers: [
    DefinitionsService,
    DefinitionsLua,
    InstancesService,
    InstancesLua,
    RecordsService,
    RecordsLua,
    DiagramsService,
    DiagramLimits,
    Elk,
    Layouts,
  ],
})
export class WorkflowModule {}
