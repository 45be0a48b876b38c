import { Injectable } from '@nestjs/common';
import { ARCHIVE_UNAVAILABLE, Executed, executed, Problem, valueOf } from '../../platform/http';
import { Operation, uuidv7, uuidv7Ms } from '../../platform/redis';
import { decodeDeduction } from '../generated/deduction-record';
import { inventoryRefusals } from '../inventory.errors';
import { batch } from '../stock/batch';
import { BatchResults } from '../stock/dto/stock.dto';
import { EarlierMovements } from '../stock/earlier-movements';
import { InventoryResult } from '../stock/stock-answers';
import { deductionOf } from './deduction-answers';
import {
  BatchDeduction,
  Deduction,
  DeductionBatchBody,
  DeductionBody,
  DeductionPath,
  ReversalBody,
} from './deduction.dto';
import { ArchivedDeduction, DeductionLeft, DeductionRequest, DeductionsLua } from './deductions.lua';
import { EarlierDeductions } from './earlier-deductions';

/** An answer of the archive holds until movements of the SKU leave, once in an interval of the sweeps. */
const ROUNDS = 5;

@Injectable()
export class DeductionsService {
  constructor(
    private readonly lua: DeductionsLua,
    private readonly earlier: EarlierDeductions,
    private readonly movements: EarlierMovements,
  ) {}

  async deduct(
    operation: Operation,
    store: string,
    sku: string,
    body: DeductionBody,
  ): Promise<Executed<Deduction>> {
    const request = requestOf({ sku, ...body });
    const used = await this.used(store, [body]);
    return executed(await this.lua.deduct(operation, store, request, used), inventoryRefusals);
  }

  async deductBatch(
    operation: Operation,
    store: string,
    body: DeductionBatchBody,
  ): Promise<Executed<BatchResults>> {
    const used = await this.used(store, body.items);
    return batch(await this.lua.deductBatch(operation, store, body.items.map(requestOf), used));
  }

  async reverseDeduction(
    operation: Operation,
    { store, sku, id }: DeductionPath,
    { quantity, id: reversalId }: ReversalBody,
  ): Promise<Executed<Deduction>> {
    const request = { id, sku, quantity, reversalId };
    let archived: ArchivedDeduction | undefined;
    for (let round = 0; round < ROUNDS; round++) {
      const found = await this.lua.reverseDeduction(operation, store, request, archived);
      if (!(found instanceof DeductionLeft)) return executed(found, inventoryRefusals);
      archived = { record: await this.archived(store, sku, id), behind: found.behind };
    }
    throw new Problem(ARCHIVE_UNAVAILABLE, `More of ${sku} left Redis than was looked for in the archive.`);
  }

  async getDeduction(store: string, sku: string, id: string): Promise<Deduction> {
    const found = await this.lua.readDeduction(store, sku, id);
    const values =
      found instanceof DeductionLeft
        ? valuesOf(await this.archived(store, sku, id))
        : valueOf(found, inventoryRefusals);
    const [field, movement, reversalField, reversal] = values as [string, string, string, string];
    const gone = [movement === '' ? field : '', reversal === '' ? reversalField : ''].filter(
      (text) => text !== '',
    );
    const archived = await this.movements.movementsIn(store, gone);
    const all = [field, movement || (archived.get(field) ?? '')];
    const back = [reversalField, reversal || (archived.get(reversalField) ?? '')];
    return deductionOf(id, sku, [...all, ...back, ...values.slice(4)]);
  }

  /** The record of a deduction that is not in Redis; fails where it never was. */
  private async archived(store: string, sku: string, id: string): Promise<string> {
    const record = await this.earlier.deduction(store, sku, id);
    const never: InventoryResult<string> = { ok: false, code: 'DEDUCTION_NOT_FOUND', values: [sku, id] };
    return record ?? valueOf(never, inventoryRefusals);
  }

  /** Ids of the caller's that are of deductions which may have left Redis: only such as the service might have made. */
  private used(store: string, bodies: readonly DeductionBody[]): Promise<string[]> {
    const ids = bodies.flatMap(({ id }) => (id !== undefined && uuidv7Ms(id) !== undefined ? [id] : []));
    return this.earlier.used(store, ids);
  }
}

function requestOf(body: BatchDeduction): DeductionRequest {
  const { id = uuidv7(), sku, quantity, reference, ownerId: owner } = body;
  return { id, sku, quantity, reference, owner };
}

/** As lua/inventory/read-deduction.lua replies. */
function valuesOf(record: string): string[] {
  const { movement, reversal, available, reversed } = decodeDeduction(record);
  return [movement, '', reversal ?? '', '', `${available ?? ''}`, `${reversed ?? ''}`];
}
