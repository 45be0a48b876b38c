import { Actor } from '../../../platform/redis';

/** Who had an effect, in columns. */
export interface ActorColumns {
  actor_key: string | null;
  on_behalf_of: string | null;
  by_service: boolean;
}

export const ACTOR_COLUMNS = { actor_key: 'text', on_behalf_of: 'text', by_service: 'boolean' } as const;

export function actorColumns({ key, onBehalfOf, system }: Actor): ActorColumns {
  return { actor_key: key, on_behalf_of: onBehalfOf, by_service: system === true };
}

export function actorIn({ actor_key: key, on_behalf_of: onBehalfOf, by_service }: ActorColumns): Actor {
  return { key, onBehalfOf, ...(by_service ? { system: true } : {}) };
}

/** The actor as scripts keep it; src/platform/scripts/actor.ts reads it. */
export function actorTextIn({ actor_key: key, on_behalf_of: onBehalfOf, by_service }: ActorColumns): string {
  if (by_service) return '@';
  return onBehalfOf === null ? (key ?? '') : `${key ?? ''}/${onBehalfOf}`;
}
