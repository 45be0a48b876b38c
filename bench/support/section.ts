export interface Table {
  caption?: string;
  head: string[];
  rows: (string | number)[][];
}

/** What one bench adds to bench/RESULTS.md. */
export interface Section {
  title: string;
  text: string;
  tables: Table[];
}

export interface BenchOptions {
  /** `--quick`: short rounds, to try a bench out; its results are printed, and not written to RESULTS.md. */
  quick: boolean;
  /** `--only deduct,transfer`: parts of a bench that can be run by themselves; not written to RESULTS.md either. */
  only?: string;
  say: (line: string) => void;
}

/** What a file bench/NAME.ts exports; it does nothing when it is imported. */
export interface Bench {
  run: (options: BenchOptions) => Promise<Section>;
}
