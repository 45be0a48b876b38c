import { DurabilityLevel } from '../config/durability-level';
import { uuidv7 } from '../redis/uuid';

/** One run of a mutating call. Its id is the caller's idempotency key, or made here where none was given. */
export interface Operation {
  id: string;
  /** Stands for method, path and body: the same id with another fingerprint is a mistake of the caller. */
  fingerprint: string;
  /** Name of the API key that it comes with; none where the service is open, and of its own operations. */
  caller?: string;
  /** Whom the caller acts for, by its own word. */
  onBehalfOf?: string;
  /** The request that it comes with; none of the service's own operations. */
  requestId?: string;
  /** The service does it by itself. */
  byService?: true;
  /** Decides and answers as ever, and writes nothing. */
  dryRun?: true;
  /** The id was made up here, so that nobody can send it again: its record need not be kept. */
  unrepeatable?: true;
  /** Level that the answer waits for, at least; none for operations of the service's own, which nobody waits for. */
  durability?: DurabilityLevel;
}

/** An operation of the service itself (the sweeper, the boot); named so that the journal tells who did it. */
export function internalOperation(by: string, dryRun = false): Operation {
  const id = `${by}-${uuidv7()}`;
  const operation: Operation = { id, fingerprint: by.padEnd(22, '-'), unrepeatable: true, byService: true };
  return dryRun ? { ...operation, dryRun } : operation;
}
