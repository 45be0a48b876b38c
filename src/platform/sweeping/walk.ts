import { Sweep, Vanished } from './sweep';

/** How many one script looks at. */
const AT_ONCE = 100;

/** A sweep by hand looks at the first 10 000. */
const MAX_STEPS = 100;

/** Ten thousand in ten seconds, whatever the interval. */
const MS_PER_STEP = 100;

/**
 * Walks what is not due in small steps, to find what has lost its expiry key before its time. Each process walks a store
 * from where it stopped, and begins anew at the end.
 */
export class Walk {
  private readonly cursors = new Map<string, string>();
  private readonly stepsPerInterval: number;

  constructor(
    private readonly sweep: Sweep,
    intervalMs: number,
  ) {
    this.stepsPerInterval = Math.min(Math.ceil(intervalMs / MS_PER_STEP), MAX_STEPS);
  }

  /** Finds of an interval, step by step. */
  async *onward(store: string): AsyncGenerator<string[]> {
    const from = this.cursors.get(store) ?? '';
    for await (const { next, members } of this.steps(store, from, this.stepsPerInterval)) {
      if (next === '') this.cursors.delete(store);
      else this.cursors.set(store, next);
      yield members;
    }
  }

  /** Finds from the beginning of the list, step by step. */
  async *anew(store: string): AsyncGenerator<string[]> {
    for await (const { members } of this.steps(store, '', MAX_STEPS)) yield members;
  }

  private async *steps(store: string, from: string, count: number): AsyncGenerator<Vanished> {
    let cursor = from;
    for (let step = 0; step < count; step++) {
      const found = await this.sweep.findVanished?.(store, cursor, AT_ONCE);
      if (!found) return;
      yield found;
      cursor = found.next;
      if (cursor === '') return;
    }
  }
}
