import { Operation } from '../../src/platform/redis';
import { TransferRequest } from '../../src/ledger/transfers/transfers.lua';
import { succeed } from '../support/calls';
import { ServiceScripts } from '../support/service-scripts';
import { scriptCase, ScriptCase } from './case';
import { parties, TTL_SECONDS } from './filled-store';

const TRANSFERS = 3;

function requests(scripts: ServiceScripts): TransferRequest[] {
  const common = { amount: 10, ttlSeconds: TTL_SECONDS, notes: '{}' };
  return Array.from({ length: TRANSFERS }, () => ({ id: scripts.id(), ...parties(), ...common }));
}

async function made(scripts: ServiceScripts, store: string): Promise<string> {
  const id = scripts.id();
  await succeed(scripts.transfers.transferGroup(scripts.operation(), store, id, requests(scripts)));
  return id;
}

type End = (
  scripts: ServiceScripts,
  operation: Operation,
  store: string,
  id: string,
) => Promise<{ ok: boolean }>;

function ending(script: string, end: End, make = made): ScriptCase {
  return scriptCase(
    script,
    async (scripts, prepared) => {
      const [id, operation] = [await make(scripts, prepared), scripts.operation()];
      return (store) => end(scripts, operation, store, id);
    },
    { what: `${TRANSFERS} transfers` },
  );
}

const post: End = (scripts, operation, store, id) => scripts.groups.postGroup(operation, store, id);

export const groupCases: ScriptCase[] = [
  scriptCase(
    'ledger/transfer-group',
    (scripts) => {
      const [operation, id, wanted] = [scripts.operation(), scripts.id(), requests(scripts)];
      return (store) => scripts.transfers.transferGroup(operation, store, id, wanted);
    },
    { what: `${TRANSFERS} transfers` },
  ),
  ending('ledger/post-group', post),
  ending('ledger/void-group', (scripts, operation, store, id) =>
    scripts.groups.voidGroup(operation, store, id),
  ),
  ending(
    'ledger/reverse-group',
    (scripts, operation, store, id) => scripts.groups.reverseGroup(operation, store, id, '{}'),
    async (scripts, store) => {
      const id = await made(scripts, store);
      await succeed(post(scripts, scripts.operation(), store, id));
      return id;
    },
  ),
];
