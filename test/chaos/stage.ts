import { Dice } from '../fuzz/dice';

/** A service, and one way to trouble it. */
export interface Stage {
  url(): string;
  /** Does it once. */
  strike(dice: Dice): Promise<void>;
  close(): Promise<void>;
}
