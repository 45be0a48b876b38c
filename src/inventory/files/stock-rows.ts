import { CsvRecord, cut, ID, invalid, isExact, MAX_INTEGER } from '../../platform/http';
import { BatchAdjustment, REASONS } from '../stock/dto/stock.dto';

const COLUMNS = ['sku', 'setTo', 'delta', 'reason', 'reference'];
/** Counts that an export tells beside; an import passes over them. */
const COUNTS = ['onHand', 'reserved', 'available', 'sold'];

export const IMPORT_HEADER = COLUMNS.join(',');
export const EXPORT_HEADER = [...COLUMNS, ...COUNTS].join(',');

/** A row of an import: the adjustment that it is, or why it is none. */
export type StockRow = { adjustment: BatchAdjustment } | { sku: string; fault: string };

/** The number of columns of a file with this header. */
export function columnsOf(header: CsvRecord | undefined): number {
  const names = header && header.fault === undefined ? header.cells.join(',') : '';
  if (names === IMPORT_HEADER || names === EXPORT_HEADER) return header!.cells.length;
  const detail = `the first line must be ${IMPORT_HEADER}, or that of an export, ${EXPORT_HEADER}`;
  throw invalid([{ pointer: '', detail }]);
}

export function readStockRow({ cells, fault }: CsvRecord, columns: number): StockRow {
  const [sku = '', setTo = '', delta = '', reason = '', reference = ''] = cells;
  const found =
    fault ??
    (cells.length === columns ? undefined : `it has ${cells.length} values, and the header ${columns}`) ??
    faultInName(sku) ??
    faultInAmount(setTo, delta) ??
    faultInNotes(reason, reference);
  if (found !== undefined) return { sku: cut(sku), fault: `The row cannot be read: ${found}.` };
  const amount = setTo === '' ? { delta: Number(delta) } : { setTo: Number(setTo) };
  const notes = { reason: reason as BatchAdjustment['reason'], ...(reference === '' ? {} : { reference }) };
  return { adjustment: { sku, ...amount, ...notes } };
}

function faultInName(sku: string): string | undefined {
  if (ID.test(sku)) return undefined;
  return 'sku must be 1 to 128 of A-Z a-z 0-9 @ . _ : ~ -, beginning with a letter, a digit or @';
}

function faultInAmount(setTo: string, delta: string): string | undefined {
  if ((setTo === '') === (delta === '')) return 'exactly one of setTo and delta must be given';
  if (setTo !== '' && !isWhole(setTo, 0)) return `setTo must be a whole number from 0 to ${MAX_INTEGER}`;
  if (delta !== '' && (!isWhole(delta, -MAX_INTEGER) || Number(delta) === 0))
    return 'delta must be a whole number other than 0';
  return undefined;
}

/** A number is written as in JSON. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function isWhole(text: string, least: number): boolean {
  const number = Number(text);
  return NUMBER.test(text) && isExact(text) && Number.isSafeInteger(number) && number >= least;
}

function faultInNotes(reason: string, reference: string): string | undefined {
  if (!(REASONS as readonly string[]).includes(reason)) return `reason must be one of ${REASONS.join(', ')}`;
  if (reference.length > 255) return 'reference must have at most 255 characters';
  if (/[\p{Cc}\p{Cs}]/u.test(reference))
    return 'reference must be text without line breaks and other control characters';
  // It stands for bytes that are no UTF-8.
  if (reference.includes('\ufffd')) return 'reference must be in UTF-8';
  return undefined;
}
