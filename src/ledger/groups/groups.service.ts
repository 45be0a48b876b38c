import { Injectable } from '@nestjs/common';
import { Executed, executed, valueOf } from '../../platform/http';
import { Operation } from '../../platform/redis';
import { ledgerRefusals } from '../ledger.errors';
import { notesText } from '../notes';
import { ReverseGroupBody, TransferGroup } from './group.dto';
import { GroupsLua } from './groups.lua';

@Injectable()
export class GroupsService {
  constructor(private readonly lua: GroupsLua) {}

  async post(operation: Operation, store: string, id: string): Promise<Executed<TransferGroup>> {
    return executed(await this.lua.postGroup(operation, store, id), ledgerRefusals);
  }

  async void(operation: Operation, store: string, id: string): Promise<Executed<TransferGroup>> {
    return executed(await this.lua.voidGroup(operation, store, id), ledgerRefusals);
  }

  async reverse(
    operation: Operation,
    store: string,
    id: string,
    body: ReverseGroupBody,
  ): Promise<Executed<TransferGroup>> {
    return executed(await this.lua.reverseGroup(operation, store, id, notesText(body)), ledgerRefusals);
  }

  async get(store: string, id: string): Promise<TransferGroup> {
    return valueOf(await this.lua.readGroup(store, id), ledgerRefusals);
  }
}
