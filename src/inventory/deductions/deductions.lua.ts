import { Injectable } from '@nestjs/common';
import { Operation, Reply, ReplyValue, ScriptRunner, toResult } from '../../platform/redis';
import { toMovement } from '../stock/movement-record';
import { InventoryResult, itemResult } from '../stock/stock-answers';
import { ReversalRequest, toDeduction, toReversal } from './deduction-answers';
import { Deduction } from './deduction.dto';

export interface DeductionRequest {
  id: string;
  sku: string;
  quantity: number;
  reference?: string;
  /** Who gets the units, which campaigns count. */
  owner?: string;
}

/** A deduction that has left Redis, as the archive had it when movements of its SKU up to `behind` had left. */
export interface ArchivedDeduction {
  record: string;
  behind: number;
}

/** Redis does not have it; the archive may, for movements of its SKU up to `behind` have left. */
export class DeductionLeft {
  readonly ok = false;

  constructor(readonly behind: number) {}
}

type Found<T> = InventoryResult<T> | DeductionLeft;

/** The scripts of deductions; each method is the script of the same name. */
@Injectable()
export class DeductionsLua {
  constructor(private readonly scripts: ScriptRunner) {}

  async deduct(
    operation: Operation,
    store: string,
    request: DeductionRequest,
    used: readonly string[] = [],
  ): Promise<InventoryResult<Deduction>> {
    const args = { used: usedIds(used), ...request };
    const reply = await this.scripts.run('inventory/deduct', { store, operation, args });
    return toResult(reply, ([deduction]) => toDeduction(request, deduction));
  }

  async deductBatch(
    operation: Operation,
    store: string,
    requests: DeductionRequest[],
    used: readonly string[] = [],
  ): Promise<InventoryResult<InventoryResult<Deduction>[]>> {
    const items = requests.map((request) => ({ ...request }));
    const args = { used: usedIds(used) };
    const reply = await this.scripts.run('inventory/deduct-batch', { store, operation, args, items });
    return toResult(reply, (items) =>
      items.map((item, i) => itemResult(item, ([deduction]) => toDeduction(requests[i]!, deduction))),
    );
  }

  async reverseDeduction(
    operation: Operation,
    store: string,
    request: ReversalRequest,
    archived?: ArchivedDeduction,
  ): Promise<Found<Deduction>> {
    const { id, sku, quantity, reversalId } = request;
    const left = { archived: archived?.record, archived_behind: archived?.behind };
    const args = { id, sku, quantity, reversal: reversalId, ...left };
    const reply = await this.scripts.run('inventory/reverse-deduction', { store, operation, args });
    return foundIn(reply, ([deduction]) => toReversal(request, deduction));
  }

  /** lua/inventory/read-deduction.lua; its values tell a deduction by `deductionOf`. */
  async readDeduction(store: string, sku: string, id: string): Promise<Found<string[]>> {
    const reply = await this.scripts.run('inventory/read-deduction', { store, args: { id, sku } });
    return foundIn(reply, (values) => {
      const [field, movement, reversalField, reversal] = values as [string, string, string, string];
      // Read here already, so that a damaged one is told with the script that handed it out.
      if (movement !== '') toMovement(field, movement);
      if (reversal !== '') toMovement(reversalField, reversal);
      return values as string[];
    });
  }
}

function usedIds(ids: readonly string[]): string | undefined {
  return ids.length === 0 ? undefined : ids.join(' ');
}

function foundIn<T>(
  reply: Reply<'inventory/reverse-deduction'> | Reply<'inventory/read-deduction'>,
  decode: (values: ReplyValue[]) => T,
): Found<T> {
  if (reply.outcome === 'DEDUCTION_LEFT') return new DeductionLeft(Number(reply.values[0]));
  return toResult(reply, decode) as InventoryResult<T>;
}
