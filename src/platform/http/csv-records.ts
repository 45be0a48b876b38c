/** A record of a CSV file: its values, or why it has none. */
export interface CsvRecord {
  cells: string[];
  fault?: string;
}

const MAX_CHARACTERS = 8_192;

/** The records of a CSV file in UTF-8 (RFC 4180), read as its pieces come; a byte order mark and empty lines are none. */
export async function* csvRecords(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord, void, void> {
  const utf8 = new TextDecoder();
  const reader = new CsvReader();
  for await (const piece of pieces) yield* reader.read(utf8.decode(piece, { stream: true }));
  yield* reader.read(utf8.decode());
  yield* reader.end();
}

type Place = 'begins' | 'plain' | 'quoted' | 'closed';

/** Reads one character after the other. A record that is none, or too long to be one, is told, and the next one is read. */
class CsvReader {
  private record: CsvRecord = { cells: [] };
  private cell = '';
  private place: Place = 'begins';
  private characters = 0;
  private isAfterReturn = false;

  *read(text: string): Generator<CsvRecord, void, void> {
    for (const character of text) {
      const isFeedOfReturn = character === '\n' && this.isAfterReturn;
      this.isAfterReturn = character === '\r' && this.place !== 'quoted';
      if (isFeedOfReturn) continue;
      if (this.place !== 'quoted' && (character === '\n' || character === '\r')) yield* this.endRecord();
      else this.take(character);
    }
  }

  *end(): Generator<CsvRecord, void, void> {
    if (this.place === 'quoted') this.record.fault ??= 'a quote is not closed';
    yield* this.endRecord();
  }

  private take(character: string): void {
    if (++this.characters > MAX_CHARACTERS)
      this.record.fault ??= `it has more than ${MAX_CHARACTERS} characters`;
    if (this.place === 'quoted') {
      if (character === '"') this.place = 'closed';
      else this.add(character);
    } else if (character === ',') {
      this.endCell();
    } else if (character === '"') {
      this.takeQuote();
    } else {
      if (this.place === 'closed') this.record.fault ??= 'a value goes on behind its quotes';
      else this.place = 'plain';
      this.add(character);
    }
  }

  /** Opens a value, or is one half of a quote within a quoted one; within another it stands for itself. */
  private takeQuote(): void {
    if (this.place !== 'begins') this.add('"');
    if (this.place !== 'plain') this.place = 'quoted';
  }

  private add(character: string): void {
    if (this.record.fault === undefined) this.cell += character;
  }

  private endCell(): void {
    if (this.record.fault === undefined) this.record.cells.push(this.cell);
    this.cell = '';
    this.place = 'begins';
  }

  private *endRecord(): Generator<CsvRecord, void, void> {
    const { record, place } = this;
    const isEmpty = record.cells.length === 0 && place === 'begins' && record.fault === undefined;
    this.endCell();
    this.record = { cells: [] };
    this.characters = 0;
    if (!isEmpty) yield record;
  }
}
