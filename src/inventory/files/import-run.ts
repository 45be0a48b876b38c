import { createHash, hash } from 'node:crypto';
import { CsvRecord, Executed, obstaclesOf, PAYLOAD_TOO_LARGE, Problem, valueOf } from '../../platform/http';
import { Operation, StoreUnavailableError } from '../../platform/redis';
import { inventoryRefusals } from '../inventory.errors';
import { BatchAdjustment, Stock } from '../stock/dto/stock.dto';
import { InventoryResult } from '../stock/stock-answers';
import { ImportResult } from './import.dto';
import { readStockRow, StockRow } from './stock-rows';
import { Trial } from './trial';

const MOST_ROWS = 100_000;
const MOST_REFUSED = 1_000;
/** Rows that one script decides. */
const ROWS_AT_ONCE = 50;

/** Runs a batch of adjustments. */
export type RunBatch = (
  operation: Operation,
  adjustments: BatchAdjustment[],
) => Promise<InventoryResult<InventoryResult<Stock>[]>>;

/** A key with the number of a row behind it must not be longer than the longest key. */
const LONGEST_KEY = 248;

/** Stands in a script for a row that is none, so that it is recorded with the others that it was refused. */
const NO_ADJUSTMENT = { sku: '@', reason: 'correction' } as BatchAdjustment;

/**
 * The rows of a file, decided in order by one batch of adjustments after the other. Each batch is an operation: the first
 * has the key of the import, the others this and the number of their first row. Its fingerprint is that of the file up to
 * its last row, so that a batch that was decided is never decided again, and one of another file is refused. The last
 * batch of a file is another than one that more rows follow.
 */
export class ImportRun {
  private readonly result: ImportResult = { rows: 0, applied: 0, refused: [] };
  private readonly hash = createHash('sha256');
  private readonly trial: Trial | undefined;
  private rows: StockRow[] = [];
  private isReplayed = true;
  private hasEffect = false;

  constructor(
    private readonly run: RunBatch,
    private readonly operation: Operation,
    private readonly columns: number,
  ) {
    this.hash.update(`${operation.fingerprint} ${columns}\n`);
    if (operation.dryRun) this.trial = new Trial();
  }

  async add(record: CsvRecord): Promise<void> {
    if (this.rows.length === ROWS_AT_ONCE) await this.decide(false);
    if (this.result.rows === MOST_ROWS) throw this.tooManyRows();
    this.result.rows++;
    this.hash.update(`${JSON.stringify(record)}\n`);
    this.rows.push(readStockRow(record, this.columns));
  }

  async end(): Promise<Executed<ImportResult>> {
    await this.decide(true);
    return new Executed(this.result, this.isReplayed);
  }

  private async decide(isLast: boolean): Promise<void> {
    const { rows, trial } = this;
    const first = this.result.rows - rows.length + 1;
    const adjustments = rows.map((row) => ('adjustment' in row ? row.adjustment : NO_ADJUSTMENT));
    // A file without rows is recorded too.
    if (rows.length === 0) adjustments.push(NO_ADJUSTMENT);
    const before = trial?.before(adjustments) ?? [];
    const operation = this.operationOf(first, isLast);
    const decided = await this.run(operation, [...before, ...adjustments]).catch((error: unknown) =>
      this.failed(error),
    );
    const all = valueOf(decided, inventoryRefusals);
    const isReplayed = decided.ok && decided.replayed;
    const outcomes = isReplayed ? all : all.slice(before.length);
    if (!isReplayed) trial?.note(outcomes);
    this.isReplayed &&= isReplayed;
    this.hasEffect ||= !isReplayed;
    rows.forEach((row, i) => this.tell(first + i, row, outcomes[i]!));
    this.rows = [];
  }

  private operationOf(first: number, isLast: boolean): Operation {
    const { id, durability, ...operation } = this.operation;
    const key = id.length > LONGEST_KEY ? hash('sha256', id, 'base64url') : id;
    const upTo = this.hash
      .copy()
      .update(isLast ? 'end' : '')
      .digest('base64url');
    return {
      ...operation,
      id: first <= ROWS_AT_ONCE ? id : `${key}/${first}`,
      fingerprint: upTo.slice(0, operation.fingerprint.length),
      // The first finds out whether it is possible; where the last effect is kept, so are those before it.
      ...(isLast || first <= ROWS_AT_ONCE ? { durability } : {}),
    };
  }

  private tell(row: number, asked: StockRow, outcome: InventoryResult<Stock>): void {
    const { result } = this;
    if (outcome.ok) {
      result.applied++;
    } else if (result.refused.length < MOST_REFUSED) {
      result.refused.push({ row, ...refusalOf(asked, outcome) });
    }
  }

  /** Redis is away: rows before these may have taken effect all the same. */
  private failed(error: unknown): never {
    if (!(error instanceof StoreUnavailableError && this.hasEffect)) throw error;
    throw new StoreUnavailableError(error.reason, true, error.why);
  }

  private tooManyRows(): Problem {
    const { rows, applied } = this.result;
    const detail = `The file has more than ${MOST_ROWS} rows; the first ${rows} were decided, and ${applied} of them took effect.`;
    return new Problem(PAYLOAD_TOO_LARGE, detail, { rows, applied });
  }
}

function refusalOf(
  asked: StockRow,
  outcome: Extract<InventoryResult<Stock>, { ok: false }>,
): { sku: string; code: string; detail: string } {
  if (!('adjustment' in asked)) return { sku: asked.sku, code: 'VALIDATION_FAILED', detail: asked.fault };
  const problem = obstaclesOf(outcome.code, outcome.values, inventoryRefusals);
  return { sku: asked.adjustment.sku, code: problem.kind.code, detail: problem.detail };
}
