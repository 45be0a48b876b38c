import { DurabilityLevel } from '../../config/durability-level';

/** Guarantees that several levels ask for together: a call's own, and that of the service, below which it never is. */
export interface Guarantees {
  disk: boolean;
  replica: boolean;
}

export function guaranteesOf(...levels: DurabilityLevel[]): Guarantees {
  return { disk: levels.includes('disk'), replica: levels.includes('replica') };
}
