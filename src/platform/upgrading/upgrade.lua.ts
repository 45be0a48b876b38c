import { Injectable } from '@nestjs/common';
import { RecordUpgrade } from '../generated/format';
import { ScriptRunner } from '../redis';

/** Result of an upgrade for a page of the records of one key. */
export interface UpgradedPage {
  /** Place of the next page; empty behind the last. */
  next?: string;
  /** How many records there are in all. */
  size: number;
  seen: number;
  upgraded: number;
  /** Ids of what is no record of any version. */
  damaged: string[];
}

/** So many records at once keep Redis from other calls for a millisecond or two. */
const PAGE_SIZE = 500;

/** Brings pages of records to their newest version. */
@Injectable()
export class UpgradeLua {
  constructor(private readonly scripts: ScriptRunner) {}

  /** A page, an empty one of a store that was never made. */
  async page(store: string, { script }: RecordUpgrade, cursor: string): Promise<UpgradedPage> {
    const reply = await this.scripts.run(script, { store, args: { cursor, limit: PAGE_SIZE } });
    if (reply.outcome !== 'OK') return { size: 0, seen: 0, upgraded: 0, damaged: [] };
    const [next, size, seen, upgraded, ...damaged] = reply.values as [string, string, string, string];
    return {
      ...(next === '0' ? {} : { next }),
      size: Number(size),
      seen: Number(seen),
      upgraded: Number(upgraded),
      damaged,
    };
  }
}
