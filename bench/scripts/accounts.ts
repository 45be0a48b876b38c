import { AccountChange } from '../../src/ledger/accounts.lua';
import { succeed } from '../support/calls';
import { Desk } from '../support/desk';
import { scriptCase, ScriptCase } from './case';

const settings = { overdraft: 0, ifMatch: '' };

async function opened(desk: Desk, store: string): Promise<string> {
  const id = desk.id();
  await succeed(desk.accounts.putAccount(desk.operation(), store, { id, ...settings }));
  return id;
}

/** On accounts that have nothing and are asked nothing else: each can be changed once. */
function change(verb: AccountChange, before?: AccountChange): ScriptCase {
  return scriptCase(`ledger/${verb}`, async (desk, prepared) => {
    const [operation, id] = [desk.operation(), await opened(desk, prepared)];
    const account = { id, ifMatch: '' };
    if (before) await succeed(desk.accounts.change(before, desk.operation(), prepared, account));
    return (store) => desk.accounts.change(verb, operation, store, account);
  });
}

export const accountCases: ScriptCase[] = [
  scriptCase(
    'ledger/put-account',
    (desk) => {
      const [operation, id] = [desk.operation(), desk.id()];
      return (store) => desk.accounts.putAccount(operation, store, { id, ...settings });
    },
    { what: 'creates it' },
  ),
  scriptCase(
    'ledger/put-account',
    async (desk, prepared) => {
      const [operation, id] = [desk.operation(), await opened(desk, prepared)];
      const limits = { perTransfer: 1_000, daily: 10_000 };
      return (store) => desk.accounts.putAccount(operation, store, { id, ...settings, limits });
    },
    { what: 'replaces settings' },
  ),
  change('freeze'),
  change('unfreeze', 'freeze'),
  change('close'),
];
