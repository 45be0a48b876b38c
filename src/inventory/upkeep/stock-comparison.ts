import { Drift } from './dto/upkeep.dto';
import { Sums } from './movement-sums';

export interface RawStock {
  onHand: number;
  reserved: number;
  sold: number;
  /** Sequence of the newest movement: stands for this state of the SKU. */
  sequence: number;
}

/** The numbers that a SKU is to have, by its movements and reservations. */
export interface StockRepair {
  sku: string;
  /** The sequence in its record; undefined where that cannot be read. */
  recorded: number | undefined;
  actual: RawStock;
  /** Units that come to reserved. */
  change: number;
  dryRun: boolean;
}

/** Recorded numbers of a SKU. */
export interface Recorded {
  /** Whether the list of SKUs has it. */
  listed: boolean;
  /** Undefined where the record or the units sold are missing or cannot be read. */
  stock?: RawStock;
}

/** A comparison of a SKU's records with its sums, both as of the same movement. */
export interface Comparison {
  sku: string;
  recorded: Recorded;
  moved: Sums;
  /** Units that active reservations keep back. */
  held: number;
  /** There are movements beyond those that were added up. */
  strays: boolean;
  /** Movements of reservations that cannot be read may have left for the archive, so that it is not known what they keep back. */
  mayLack?: boolean;
}

export function driftOf(comparison: Comparison): Drift[] {
  const { sku, recorded, moved, held, strays } = comparison;
  const { listed, stock } = recorded;
  const pairs: [Drift['field'], number, number][] = [];
  if (!listed) pairs.push(['listed', 1, 0]);
  if (!stock) pairs.push(['record', 1, 0]);
  else {
    pairs.push(['onHand', stock.onHand, moved.onHand]);
    pairs.push(['reserved', stock.reserved, held]);
    pairs.push(['sold', stock.sold, moved.sold]);
  }
  const drift = pairs
    .filter(([, expected, actual]) => expected !== actual)
    .map(([field, expected, actual]) => ({ sku, field, recorded: expected, actual }));
  const [expected, actual] = [stock?.sequence ?? moved.highest, moved.count + (strays ? 1 : 0)];
  if (expected !== actual || !isWhole(comparison)) {
    drift.push({ sku, field: 'movements', recorded: expected, actual });
  }
  return drift;
}

/** Whether the movements count from 1 on without gaps, and nothing else is among them. */
function isWhole({ moved, strays }: Comparison): boolean {
  return moved.count === moved.highest && !strays;
}

/**
 * Whether the movements tell all that happened. Where fewer are there than the record counts, the last ones may have been
 * lost: only if the other numbers agree is it the count that is wrong.
 */
export function canBeRebuilt(comparison: Comparison): boolean {
  const { recorded, moved } = comparison;
  const { stock } = recorded;
  if (!isWhole(comparison) || comparison.mayLack) return false;
  if (!stock || moved.highest >= stock.sequence) return true;
  return stock.onHand === moved.onHand && stock.reserved === moved.reserved && stock.sold === moved.sold;
}
