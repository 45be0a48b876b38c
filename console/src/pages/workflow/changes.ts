import type { Schemas } from '@countinghouse/client';
import { client } from '../../api/client';
import { go, hrefOf } from '../../app/router';
import { ask, etagOf } from '../../parts/ask';

export function askStart(names: string[]): void {
  ask({
    title: 'Start an instance',
    verb: 'Start it',
    fields: [
      { name: 'definition', label: 'Definition', kind: 'choice', choices: names.map((name) => [name, name]) },
      { name: 'id', label: 'Id', kind: 'text', optional: true, hint: 'empty: the service makes one' },
    ],
    change: (how, { definition, id }) =>
      client.value.startInstance({
        ...how,
        body: { definition: definition!, ...(id ? { id: id.trim() } : {}) },
      }),
    done: (answer) => go(hrefOf('workflow', ['instances', answer.id])),
  });
}

/** Refused where somebody moved it meanwhile. */
export function askMove({ id, state, version, allowedTransitions }: Schemas['Instance'], to: string): void {
  ask({
    title: `Move ${id} to ${to}`,
    verb: `Move to ${to}`,
    before: { id, state, allowedTransitions },
    fields: [{ name: 'note', label: 'Note', kind: 'text', optional: true }],
    change: (how, { note }) =>
      client.value.transitionInstance({
        ...how,
        id,
        body: { to, ...(note ? { data: { note } } : {}) },
        ifMatch: etagOf(version),
      }),
  });
}
