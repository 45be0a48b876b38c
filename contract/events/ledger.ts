import { EventDeclaration, EventsOf, id, jsonOf, number, optional } from '../define';

const transfer = (what: string): EventDeclaration => ({
  what,
  version: 1,
  data: {
    id: id('the transfer'),
    from: id('the account that money leaves'),
    to: id('the account that money reaches'),
    amount: number('minor units that this step concerned'),
    asset: id('what they are of'),
    reverses: optional(id('the transfer that this one takes back')),
    fromBalance: number('minor units of `from` after'),
    toBalance: number('minor units of `to` after'),
  },
});
const settings = (what: string): EventDeclaration => ({
  what,
  version: 1,
  data: {
    id: id('the account'),
    asset: id('what its minor units are of'),
    overdraft: number('minor units that the balance may be below zero'),
    perTransfer: optional(number('the most that one transfer may take out')),
    daily: optional(number('the most that may go out on a day')),
    rolling: optional(
      jsonOf('the most that may go out (`amount`), and how often (`count`), by the hours within which'),
    ),
    version: number('the version of the account'),
  },
});
const state = (what: string): EventDeclaration => ({
  what,
  version: 1,
  data: { id: id('the account'), version: number('the version of the account') },
});

export const ledgerEvents: EventsOf = {
  room: 'ledger',
  events: {
    'account.created': settings('An account was opened'),
    'account.updated': settings('An account got other limits, overdraft or metadata'),
    'account.frozen': state('An account was frozen'),
    'account.unfrozen': state('An account was unfrozen'),
    'account.closed': state('An account was closed'),
    'transfer.posted': transfer('Money moved'),
    'transfer.pending': transfer('Money is held until it is posted or voided'),
    'transfer.voided': transfer('Money that was held was released'),
    'transfer.expired': transfer('Money that was held was released at its deadline'),
    'transfer.reversed': transfer('Money moved back'),
  },
};
