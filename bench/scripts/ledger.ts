import { TransferRequest } from '../../src/ledger/transfers/transfers.lua';
import { sleep } from '../../test/support/time';
import { each, succeed } from '../support/calls';
import { ServiceScripts } from '../support/service-scripts';
import { Call, scriptCase, ScriptCase } from './case';
import { limitedAccount, parties, PLENTY, SWEEP_BATCH, TTL_SECONDS } from './filled-store';

const LONGER_THAN_MAKING_THEM = 5;
const NOTES = '{"reference":"order 7"}';

function request(scripts: ServiceScripts, more: Partial<TransferRequest> = {}): TransferRequest {
  return { id: scripts.id(), ...parties(), amount: 10, notes: NOTES, ...more };
}

async function made(
  scripts: ServiceScripts,
  store: string,
  more: Partial<TransferRequest> = {},
): Promise<string> {
  const wanted = request(scripts, more);
  await succeed(scripts.transfers.transfer(scripts.operation(), store, wanted));
  return wanted.id;
}

function transfer(what: string, more: () => Partial<TransferRequest>): ScriptCase {
  return scriptCase(
    'ledger/transfer',
    (scripts) => {
      const [operation, wanted] = [scripts.operation(), request(scripts, more())];
      return (store) => scripts.transfers.transfer(operation, store, wanted);
    },
    { what },
  );
}

function batch(mode: 'atomic' | 'independent'): ScriptCase {
  return scriptCase(
    'ledger/transfer-batch',
    (scripts) => {
      const requests = Array.from({ length: 100 }, () => request(scripts));
      const operation = scripts.operation();
      return (store) => scripts.transfers.transferBatch(operation, store, mode, requests);
    },
    { what: `100, ${mode}`, calls: 25 },
  );
}

/** Transfers out of an account that has two rolling limits. */
async function rolling(scripts: ServiceScripts, store: string, count: number): Promise<Call[]> {
  const [id, { to }] = [scripts.id(), parties()];
  const limits = { rolling: [1, 24].map((hours) => ({ hours, amount: PLENTY, count: PLENTY })) };
  const account = { id, overdraft: PLENTY, limits, ifMatch: '' };
  await succeed(scripts.accounts.putAccount(scripts.operation(), store, account));
  return each(count, () => {
    const [operation, wanted] = [scripts.operation(), request(scripts, { from: id, to })];
    return (where: string) => scripts.transfers.transfer(operation, where, wanted);
  });
}

/** Calls that each end so many of the pending transfers that are over. A transfer ends those that it finds so itself. */
async function releases(
  scripts: ServiceScripts,
  store: string,
  count: number,
  size: number,
): Promise<Call[]> {
  await each(count * size, () => made(scripts, store, { ttlSeconds: LONGER_THAN_MAKING_THEM }));
  await sleep(LONGER_THAN_MAKING_THEM * 1_000 + 500);
  const members = Array.from({ length: size }, String);
  return Array.from({ length: count }, () => async (where) => {
    const { released } = await scripts.transferSweep.release(where, members);
    return { ok: released === size };
  });
}

export const ledgerCases: ScriptCase[] = [
  transfer('', () => ({})),
  { script: 'ledger/transfer', what: 'rolling limits', prepare: rolling },
  transfer('daily limit', () => ({ from: limitedAccount() })),
  transfer('pending', () => ({ ttlSeconds: TTL_SECONDS })),
  batch('atomic'),
  batch('independent'),
  scriptCase('ledger/post', async (scripts, prepared) => {
    const id = await made(scripts, prepared, { ttlSeconds: TTL_SECONDS });
    const operation = scripts.operation();
    return (store) => scripts.transfers.post(operation, store, id);
  }),
  scriptCase('ledger/void', async (scripts, prepared) => {
    const id = await made(scripts, prepared, { ttlSeconds: TTL_SECONDS });
    const operation = scripts.operation();
    return (store) => scripts.transfers.void(operation, store, id);
  }),
  scriptCase('ledger/reverse', async (scripts, prepared) => {
    const reversal = { id: await made(scripts, prepared), reversalId: scripts.id(), notes: '{}' };
    const operation = scripts.operation();
    return (store) => scripts.transfers.reverse(operation, store, reversal);
  }),
  {
    script: 'ledger/release-due',
    what: `${SWEEP_BATCH} transfers`,
    calls: 32,
    prepare: (scripts, store, count) => releases(scripts, store, count, SWEEP_BATCH),
  },
];
