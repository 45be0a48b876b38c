import { Injectable } from '@nestjs/common';
import {
  isoTime,
  Operation,
  readRecord,
  ReplyValue,
  ScriptRunner,
  toResult,
  uuidv7,
} from '../../platform/redis';
import { decodeGroup } from '../generated/group-record';
import { LedgerResult } from '../ledger.errors';
import { Transfer } from '../transfers/transfer.dto';
import { toTransfer } from '../transfers/transfers.lua';
import { TransferGroup } from './group.dto';

/** The scripts of groups of transfers; each method is the script of the same name. */
@Injectable()
export class GroupsLua {
  constructor(private readonly scripts: ScriptRunner) {}

  async postGroup(operation: Operation, store: string, id: string): Promise<LedgerResult<TransferGroup>> {
    const reply = await this.scripts.run('ledger/post-group', { store, operation, args: { id } });
    return toResult(reply, (values) => toGroup(id, values));
  }

  async voidGroup(operation: Operation, store: string, id: string): Promise<LedgerResult<TransferGroup>> {
    const reply = await this.scripts.run('ledger/void-group', { store, operation, args: { id } });
    return toResult(reply, (values) => toGroup(id, values));
  }

  async reverseGroup(
    operation: Operation,
    store: string,
    id: string,
    notes: string,
  ): Promise<LedgerResult<TransferGroup>> {
    const args = { id, reversal_id: uuidv7(), notes };
    const reply = await this.scripts.run('ledger/reverse-group', { store, operation, args });
    return toResult(reply, (values) => toGroup(id, values));
  }

  async readGroup(store: string, id: string): Promise<LedgerResult<TransferGroup>> {
    const reply = await this.scripts.run('ledger/read-group', { store, args: { id } });
    return toResult(reply, (values) => toGroup(id, values));
  }
}

/** Reads a group and its transfers; those behind them took it back. */
function toGroup(id: string, [record, ...values]: ReplyValue[]): TransferGroup {
  const group = readRecord('transfer_groups', id, () => decodeGroup(record as string));
  const found: Transfer[] = [];
  for (let i = 0; i < values.length; i += 2) found.push(toTransfer(values[i] as string, [values[i + 1]!]));
  const count = group.transfers.split(',').length;
  const [transfers, reversals] = [found.slice(0, count), found.slice(count)];
  return {
    id,
    state: stateOf(transfers),
    transfers,
    ...(reversals.length > 0 ? { reversals } : {}),
    ...(group.order === null ? {} : { orderId: group.order }),
    createdAt: isoTime(group.createdMs),
    expiresAt: group.expiresMs === null ? null : isoTime(group.expiresMs),
  };
}

/** As lua/ledger/parts/groups.lua tells it. */
function stateOf(transfers: Transfer[]): TransferGroup['state'] {
  const state = transfers.findLast(({ expiresAt }) => expiresAt !== null)?.state ?? 'posted';
  const isTakenBack = ({ postedAmount, reversedAmount }: Transfer): boolean =>
    postedAmount === reversedAmount;
  return state === 'posted' && transfers.every(isTakenBack) ? 'reversed' : state;
}
