import type { Schemas } from '@countinghouse/client';

/** Who did it, in a few words. */
export function textOfActor({ key, onBehalfOf, system }: Schemas['Actor']): string {
  if (system) return 'the service';
  const who = key ?? 'anyone';
  return onBehalfOf ? `${who} for ${onBehalfOf}` : who;
}
