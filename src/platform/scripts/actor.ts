import { Operation } from './operation';

/** Who had an effect: the name of the API key, and whom it acted for. */
export interface Actor {
  /** Null where the service needs no keys, or did it by itself. */
  key: string | null;
  /** The header `On-Behalf-Of`. */
  onBehalfOf: string | null;
  /** There where the service did it by itself. */
  system?: true;
}

/** The service itself, in the text of an actor: no name of a key. Lua has it in lua/kernel/journal.lua. */
const SERVICE = '@';

/** The text of who calls, as scripts keep it: `key`, `key/person`, `/person`, `@`; nothing for nobody. */
export function actorText({ caller, onBehalfOf, byService }: Operation): string | undefined {
  if (byService) return SERVICE;
  return onBehalfOf === undefined ? caller : `${caller ?? ''}/${onBehalfOf}`;
}

/** Reads that text; nothing, as in all that was written before there were actors, is nobody. */
export function readActor(text: string | null | undefined): Actor {
  if (!text) return { key: null, onBehalfOf: null };
  if (text === SERVICE) return { key: null, onBehalfOf: null, system: true };
  // No name of a key holds a slash.
  const slash = text.indexOf('/');
  if (slash < 0) return { key: text, onBehalfOf: null };
  return { key: text.slice(0, slash) || null, onBehalfOf: text.slice(slash + 1) };
}

/** An operation as effects name it: its id, and behind blanks the actor. Neither holds a blank. */
export function readOperation(text: string): { operationId: string; actor: Actor } {
  const [operationId, actor] = text.split(' ');
  return { operationId: operationId!, actor: readActor(actor) };
}
