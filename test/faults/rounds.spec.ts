import { loadLibrary } from '../../src/platform/scripts/script-library';
import { useStore } from '../support/use-house';

const the = useStore({ SWEEP_INTERVAL_MS: 3_600_000 });

/** A library of the same name, whose script is never through. */
function endless(script: string): string {
  const { name, scripts } = loadLibrary();
  const { functionName } = scripts.get(script)!;
  return `#!lua name=${name}\nredis.register_function('${functionName}', function() return { 'AGAIN' } end)`;
}

describe('a script that asks to be run again, and again', () => {
  it('is not run for ever: the call is refused without effect, and the same key settles it', async () => {
    await the.store.receive('TEE', 10);
    const { client } = the.house.redis;
    await client.function('LOAD', 'REPLACE', endless('inventory/deduct'));
    const started = Date.now();
    const sell = () => the.store.post('/inventory/items/TEE/deductions', { quantity: 1 }, 'the-key');
    const { body, headers } = await sell().expect(503);
    expect(body).toMatchObject({ code: 'STORE_UNAVAILABLE', outcome: 'not_executed' });
    expect(headers['retry-after']).toBe('1');
    expect(Date.now() - started).toBeLessThan(7_000);
    await client.function('LOAD', 'REPLACE', loadLibrary().source);
    await sell().expect(201);
    expect((await the.store.stock('TEE')).onHand).toBe(9);
  });
});
