import type { Actor } from '../api/types';

/** Who did it, in a few words. */
export function textOfActor({ key, onBehalfOf, system }: Actor): string {
  if (system) return 'the service';
  const who = key ?? 'anyone';
  return onBehalfOf ? `${who} for ${onBehalfOf}` : who;
}
