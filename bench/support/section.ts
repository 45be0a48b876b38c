export interface Table {
  caption?: string;
  head: string[];
  rows: (string | number)[][];
}

/** Section that one bench adds to bench/RESULTS.md. */
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
  /** `since COMMIT`: the version to compare with. */
  since?: string;
  say: (line: string) => void;
}

/** Exports of a file bench/NAME.ts; it does nothing when it is imported. */
export interface Bench {
  run: (options: BenchOptions) => Promise<Section>;
}
