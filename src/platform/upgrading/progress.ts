/** Where progress is told: a terminal, a file, a pipe. */
export interface Output {
  isTTY?: boolean;
  write(text: string): unknown;
}

const BAR_WIDTH = 40;
/** Who reads a log wants to see that it goes on, and not each page. */
const LINE_EVERY_PERCENT = 10;

/** A bar on a terminal, else a line for each tenth of the work. */
export class Progress {
  private percent = 0;
  private text = '';

  constructor(private readonly output: Output) {}

  /** `done` is from 0 to 1. */
  show(done: number, note: string): void {
    const percent = Math.floor(done * 100);
    if (this.output.isTTY) this.draw(percent, note);
    else if (percent - this.percent >= LINE_EVERY_PERCENT) {
      this.percent = percent;
      this.output.write(`${percent} % ${note}\n`);
    }
  }

  /** Leaves the line of the bar, where there is one, for what comes behind it. */
  end(): void {
    if (this.text !== '') this.output.write('\n');
    this.text = '';
  }

  private draw(percent: number, note: string): void {
    const filled = Math.round((percent / 100) * BAR_WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
    const text = `${bar} ${String(percent).padStart(3)} % ${note}`;
    if (text === this.text) return;
    // Back to the beginning of the line, and over what a longer text left there.
    this.output.write(`\r${text}\u001b[K`);
    this.text = text;
  }
}
