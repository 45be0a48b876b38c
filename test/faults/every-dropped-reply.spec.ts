import { mutations, newKey, seen, send } from '../support/mutations';
import { Mutation } from '../support/mutations/mutation';
import { retry, useLossyHouse } from '../support/use-lossy-house';

const the = useLossyHouse();

/** Reads before it writes, so that the reply which is lost is not that of its effect. */
const READS_FIRST = 'replayWebhook';

/** Goes on with its other scripts: dropped-imports.spec.ts. */
const isImport = ({ operation, when }: Mutation): boolean =>
  operation === 'importStock' && when !== undefined;

const titled = mutations
  .filter((mutation) => !mutation.makesStore && mutation.operation !== READS_FIRST && !isImport(mutation))
  .map((mutation) => ({ mutation, title: [mutation.operation, mutation.when].filter(Boolean).join(' ') }));

describe('a reply lost after the script ran', () => {
  it.each(titled)('of $title: the same key gets the one effect, and gets it again', async ({ mutation }) => {
    await mutation.before?.(the.store);
    const key = newKey();
    the.proxy.cutNextReply();
    const lost = await send(the.store, mutation, key);
    expect([lost.status, lost.body.outcome]).toEqual([503, 'unknown']);
    const again = await retry(() => send(the.store, mutation, key));
    expect([again.status < 300, again.headers['idempotent-replayed']]).toEqual([true, 'true']);
    expect(seen(await send(the.store, mutation, key))).toEqual(seen(again));
  });
});
