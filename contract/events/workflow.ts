import { EventDeclaration, EventsOf, id, number } from '../define';

const document = (what: string): EventDeclaration => ({
  what,
  version: 1,
  data: { id: id('the record'), version: number('the version of the record') },
});

export const workflowEvents: EventsOf = {
  room: 'workflow',
  events: {
    'definition.created': {
      what: 'A version of a definition was written',
      version: 1,
      data: { name: id('the definition'), version: number('its version') },
    },
    'instance.started': {
      what: 'An instance started',
      version: 1,
      data: {
        id: id('the instance'),
        definition: id('its definition'),
        to: id('its first state'),
        version: number('the version of the instance'),
      },
    },
    'instance.transitioned': {
      what: 'An instance went to another state',
      version: 1,
      data: {
        id: id('the instance'),
        definition: id('its definition'),
        from: id('the state before'),
        to: id('the state after'),
        version: number('the version of the instance'),
      },
    },
    'record.created': document('A record was created'),
    'record.replaced': document('A record was replaced'),
    'record.merged': document('A patch was merged into a record'),
    'record.deleted': document('A record was deleted'),
  },
};
