import { AccountChange } from '../../src/ledger/accounts/accounts.lua';
import { succeed } from '../support/calls';
import { ServiceScripts } from '../support/service-scripts';
import { scriptCase, ScriptCase } from './case';

const settings = { overdraft: 0, ifMatch: '' };

async function opened(scripts: ServiceScripts, store: string): Promise<string> {
  const id = scripts.id();
  await succeed(scripts.accounts.putAccount(scripts.operation(), store, { id, ...settings }));
  return id;
}

/** On accounts that have nothing and are asked nothing else: each can be changed once. */
function change(verb: AccountChange, before?: AccountChange): ScriptCase {
  return scriptCase(`ledger/${verb}`, async (scripts, prepared) => {
    const [operation, id] = [scripts.operation(), await opened(scripts, prepared)];
    const account = { id, ifMatch: '' };
    if (before) await succeed(scripts.accounts.change(before, scripts.operation(), prepared, account));
    return (store) => scripts.accounts.change(verb, operation, store, account);
  });
}

export const accountCases: ScriptCase[] = [
  scriptCase(
    'ledger/put-account',
    (scripts) => {
      const [operation, id] = [scripts.operation(), scripts.id()];
      return (store) => scripts.accounts.putAccount(operation, store, { id, ...settings });
    },
    { what: 'creates it' },
  ),
  scriptCase(
    'ledger/put-account',
    async (scripts, prepared) => {
      const [operation, id] = [scripts.operation(), await opened(scripts, prepared)];
      const limits = { perTransfer: 1_000, daily: 10_000 };
      return (store) => scripts.accounts.putAccount(operation, store, { id, ...settings, limits });
    },
    { what: 'replaces settings' },
  ),
  scriptCase('ledger/patch-account', async (scripts, prepared) => {
    const [operation, id] = [scripts.operation(), await opened(scripts, prepared)];
    const patch = { id, limits: { daily: 10_000 }, metadata: '{"tier":2}', cleared: [], ifMatch: '' };
    return (store) => scripts.accounts.patchAccount(operation, store, patch);
  }),
  change('freeze'),
  change('unfreeze', 'freeze'),
  change('close'),
];
