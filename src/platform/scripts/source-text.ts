/** Where a line was read: `lua/inventory/parts/stock.lua`, 24. */
export interface SourcePlace {
  file: string;
  line: number;
}

/** A text put together from files and from generated lines, which knows where each of its lines comes from. */
export class SourceText {
  private readonly lines: string[] = [];
  private readonly places: (SourcePlace | undefined)[] = [];

  /** Generated lines. */
  add(...lines: string[]): void {
    for (const line of lines) this.put(line, undefined);
  }

  /** The text of a file, from its line `first` on. */
  addFile(file: string, text: string, first = 1): void {
    const lines = text.replace(/\n$/, '').split('\n');
    lines.forEach((line, i) => this.put(line, { file, line: first + i }));
  }

  get text(): string {
    return `${this.lines.join('\n')}\n`;
  }

  /** Where a line, counted from 1, comes from. */
  placeOf(line: number): SourcePlace | undefined {
    return this.places[line - 1];
  }

  private put(line: string, place: SourcePlace | undefined): void {
    this.lines.push(line);
    this.places.push(place);
  }
}
