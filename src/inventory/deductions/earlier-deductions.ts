import { Injectable } from '@nestjs/common';
import { Earlier } from '../../platform/http';

/** Someone who has deductions that Redis has no longer. */
export interface KeepsDeductions {
  /** The record of a deduction of a SKU, which tells how many units it took; undefined where it has none. */
  deduction(store: string, sku: string, id: string): Promise<string | undefined>;
  /** Those of these ids, each a UUIDv7, that are of deductions. */
  used(store: string, ids: readonly string[]): Promise<string[]>;
}

/** Deductions that Redis has no longer. */
@Injectable()
export class EarlierDeductions extends Earlier<KeepsDeductions> implements KeepsDeductions {
  async deduction(store: string, sku: string, id: string): Promise<string | undefined> {
    return this.archive.deduction(store, sku, id);
  }

  async used(store: string, ids: readonly string[]): Promise<string[]> {
    return ids.length === 0 || !this.isKept ? [] : this.archive.used(store, ids);
  }
}
