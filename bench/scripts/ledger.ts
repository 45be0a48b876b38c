import { TransferRequest } from '../../src/ledger/transfers.lua';
import { sleep } from '../../test/support/time';
import { each, succeed } from '../support/calls';
import { Desk } from '../support/desk';
import { Call, scriptCase, ScriptCase } from './case';
import { limitedAccount, parties, SWEEP_BATCH, TTL_SECONDS } from './furniture';

const LONGER_THAN_MAKING_THEM = 5;
const NOTES = '{"reference":"order 7"}';

function request(desk: Desk, more: Partial<TransferRequest> = {}): TransferRequest {
  return { id: desk.id(), ...parties(), amount: 10, notes: NOTES, ...more };
}

async function made(desk: Desk, store: string, more: Partial<TransferRequest> = {}): Promise<string> {
  const wanted = request(desk, more);
  await succeed(desk.transfers.transfer(desk.operation(), store, wanted));
  return wanted.id;
}

function transfer(what: string, more: () => Partial<TransferRequest>): ScriptCase {
  return scriptCase(
    'ledger/transfer',
    (desk) => {
      const [operation, wanted] = [desk.operation(), request(desk, more())];
      return (store) => desk.transfers.transfer(operation, store, wanted);
    },
    { what },
  );
}

function batch(mode: 'atomic' | 'independent'): ScriptCase {
  return scriptCase(
    'ledger/transfer-batch',
    (desk) => {
      const requests = Array.from({ length: 100 }, () => request(desk));
      const operation = desk.operation();
      return (store) => desk.transfers.transferBatch(operation, store, mode, requests);
    },
    { what: `100, ${mode}`, calls: 25 },
  );
}

/** Calls that each end so many of the pending transfers that are over. A transfer ends those that it finds so itself. */
async function releases(desk: Desk, store: string, count: number, size: number): Promise<Call[]> {
  await each(count * size, () => made(desk, store, { ttlSeconds: LONGER_THAN_MAKING_THEM }));
  await sleep(LONGER_THAN_MAKING_THEM * 1_000 + 500);
  const members = Array.from({ length: size }, String);
  return Array.from({ length: count }, () => async (where) => {
    const { released } = await desk.transferSweep.release(where, members);
    return { ok: released === size };
  });
}

export const ledgerCases: ScriptCase[] = [
  transfer('', () => ({})),
  transfer('daily limit', () => ({ from: limitedAccount() })),
  transfer('pending', () => ({ ttlSeconds: TTL_SECONDS })),
  batch('atomic'),
  batch('independent'),
  scriptCase('ledger/post', async (desk, prepared) => {
    const id = await made(desk, prepared, { ttlSeconds: TTL_SECONDS });
    const operation = desk.operation();
    return (store) => desk.transfers.post(operation, store, id);
  }),
  scriptCase('ledger/void', async (desk, prepared) => {
    const id = await made(desk, prepared, { ttlSeconds: TTL_SECONDS });
    const operation = desk.operation();
    return (store) => desk.transfers.void(operation, store, id);
  }),
  scriptCase('ledger/reverse', async (desk, prepared) => {
    const reversal = { id: await made(desk, prepared), reversalId: desk.id(), notes: '{}' };
    const operation = desk.operation();
    return (store) => desk.transfers.reverse(operation, store, reversal);
  }),
  {
    script: 'ledger/release-due',
    what: `${SWEEP_BATCH} transfers`,
    calls: 32,
    prepare: (desk, store, count) => releases(desk, store, count, SWEEP_BATCH),
  },
];
