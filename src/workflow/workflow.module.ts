import { Module } from '@nestjs/common';
import { StoresModule } from '../stores';
import { DefinitionsController } from './definitions/definitions.controller';
import { DefinitionsLua } from './definitions/definitions.lua';
import { DefinitionsService } from './definitions/definitions.service';
import { DiagramLimits } from './diagrams/diagram-limits';
import { DiagramsController } from './diagrams/diagrams.controller';
import { DiagramsService } from './diagrams/diagrams.service';
import { Elk } from './diagrams/elk';
import { Layouts } from './diagrams/layouts';
import { InstancesController } from './instances/instances.controller';
import { InstancesLua } from './instances/instances.lua';
import { InstancesService } from './instances/instances.service';
import { RecordsController } from './records/records.controller';
import { RecordsLua } from './records/records.lua';
import { RecordsService } from './records/records.service';

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
