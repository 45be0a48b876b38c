import { Injectable } from '@nestjs/common';
import { Executed, executed, invalid, Problem, problemOf, readRows, valueOf } from '../../platform/http';
import { Operation, uuidv7 } from '../../platform/redis';
import {
  ReverseBody,
  Transfer,
  TransferBatchBody,
  TransferBody,
  TransferResult,
  TransferResults,
} from './transfer.dto';
import { LedgerResult, ledgerRefusals } from '../ledger.errors';
import { notesText } from '../notes';
import { TransferRequest, TransfersLua } from './transfers.lua';

@Injectable()
export class TransfersService {
  constructor(private readonly lua: TransfersLua) {}

  async transfer(operation: Operation, store: string, body: TransferBody): Promise<Executed<Transfer>> {
    return executed(await this.lua.transfer(operation, store, requestOf(body)), ledgerRefusals);
  }

  async batch(
    operation: Operation,
    store: string,
    body: TransferBatchBody,
  ): Promise<Executed<TransferResults>> {
    const requests = readRows(body.transfers, (each, i) => requestOf(each, `/transfers/${i}`));
    const { mode, group } = body;
    if (group !== undefined && mode !== 'atomic') {
      throw invalid([{ pointer: '/group', detail: 'a group is only made by a batch that is atomic' }]);
    }
    const result =
      group === undefined
        ? await this.lua.transferBatch(operation, store, mode, requests)
        : await this.lua.transferGroup(operation, store, group, withOneDeadline(requests));
    if (!result.ok) {
      const { kind, detail, extras } = problemOf(result.code, result.values, ledgerRefusals);
      const { index } = result;
      throw new Problem(kind, detail, index === undefined ? extras : { ...extras, index });
    }
    return new Executed({ results: result.value.map(toResult), group }, result.replayed);
  }

  async post(operation: Operation, store: string, id: string, amount?: number): Promise<Executed<Transfer>> {
    return executed(await this.lua.post(operation, store, id, amount), ledgerRefusals);
  }

  async void(operation: Operation, store: string, id: string): Promise<Executed<Transfer>> {
    return executed(await this.lua.void(operation, store, id), ledgerRefusals);
  }

  async reverse(
    operation: Operation,
    store: string,
    id: string,
    body: ReverseBody,
  ): Promise<Executed<Transfer>> {
    const request = { id, amount: body.amount, reversalId: body.id, notes: notesText(body) };
    return executed(await this.lua.reverse(operation, store, request), ledgerRefusals);
  }

  async get(store: string, id: string): Promise<Transfer> {
    return valueOf(await this.lua.readTransfer(store, id), ledgerRefusals);
  }
}

function requestOf(body: TransferBody, pointer = ''): TransferRequest {
  const { id = uuidv7(), from, to, amount, pending } = body;
  const bends = typeof amount === 'object';
  const most = bends ? amount.upTo : amount;
  const ttlSeconds = pending?.ttlSeconds;
  return { id, from, to, amount: most, bends, ttlSeconds, notes: notesText(body, pointer) };
}

/** Pending transfers of a group end together, so the earliest deadline is that of all. */
function withOneDeadline(requests: TransferRequest[]): TransferRequest[] {
  const ttls = requests.flatMap(({ ttlSeconds }) => ttlSeconds ?? []);
  const earliest = Math.min(...ttls);
  return requests.map((each) => (each.ttlSeconds === undefined ? each : { ...each, ttlSeconds: earliest }));
}

/** The status and body that the single call would have had. */
function toResult(item: LedgerResult<Transfer>): TransferResult {
  if (item.ok) return { status: 201, body: { ...item.value } };
  const problem = problemOf(item.code, item.values, ledgerRefusals);
  return { status: problem.kind.status, body: problem.body() };
}
