import { Module } from '@nestjs/common';
import { StoresModule } from '../stores';
import { EventsController } from './events/events.controller';
import { EventsService } from './events/events.service';
import { Tails } from './reader/tails';

/** All that leaves the house: it reads the journal, and no domain knows of it. */
@Module({ imports: [StoresModule], controllers: [EventsController], providers: [EventsService, Tails] })
export class FeedModule {}
