import { at } from '../../api/call';
import type { Instance } from '../../api/workflow-types';
import { go, hrefOf } from '../../app/router';
import { inStore } from '../../app/session';
import { ask } from '../../parts/ask';

export function askStart(names: string[]): void {
  ask({
    title: 'Start an instance',
    verb: 'Start it',
    fields: [
      { name: 'definition', label: 'Definition', kind: 'choice', choices: names.map((name) => [name, name]) },
      { name: 'id', label: 'Id', kind: 'text', optional: true, hint: 'empty: the service makes one' },
    ],
    change: ({ definition, id }) => ({
      method: 'POST',
      path: inStore('/workflow/instances'),
      body: { definition, ...(id ? { id: id.trim() } : {}) },
    }),
    done: (answer) => go(hrefOf('workflow', ['instances', (answer as Instance).id])),
  });
}

/** Refused where somebody moved it meanwhile. */
export function askMove({ id, state, version, allowedTransitions }: Instance, to: string): void {
  ask({
    title: `Move ${id} to ${to}`,
    verb: `Move to ${to}`,
    before: { id, state, allowedTransitions },
    fields: [{ name: 'note', label: 'Note', kind: 'text', optional: true }],
    change: ({ note }) => ({
      method: 'POST',
      path: inStore(at`/workflow/instances/${id}/transitions`),
      body: { to, ...(note ? { data: { note } } : {}) },
      ifMatch: version,
    }),
  });
}
