import { Dice } from '../fuzz/dice';

/** A service, and one way to trouble it. */
export interface Stage {
  url(): string;
  /** Does it once. */
  strike(dice: Dice): Promise<void>;
  /** All that is wrong beside what a store tells of itself. */
  faults?(): Promise<string[]>;
  close(): Promise<void>;
}
