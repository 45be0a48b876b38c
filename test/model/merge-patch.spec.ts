import fc from 'fast-check';
import { compactJson } from '../../src/platform/http/json-text';
import { startRedis, TestRedis } from '../support/redis-server';
import { ScriptStore } from '../support/script-store';
import { anyObject, merged, textOf } from './json-model';

let redis: TestRedis;
let store: ScriptStore;

beforeAll(async () => {
  redis = await startRedis();
  store = await ScriptStore.create(redis.client);
});
afterAll(() => redis.stop());

async function mergedByRedis(target: string, patch: string): Promise<string> {
  await store.run('workflow/delete-record', { args: { id: 'r', if_match: '*' } });
  await store.ok('workflow/put-record', {
    args: { id: 'r', if_match: '', must_be_new: true, document: target },
  });
  const values = await store.ok('workflow/patch-record', { args: { id: 'r', if_match: '*', patch } });
  return values[2] as string;
}

it('merges any two objects as RFC 7396 says, to the letter', async () => {
  await fc.assert(
    fc.asyncProperty(anyObject, anyObject, async (target, patch) => {
      expect(await mergedByRedis(textOf(target), textOf(patch))).toBe(textOf(merged(target, patch)));
    }),
    { numRuns: 1500 },
  );
});

it('reads what compactJson writes of any text', async () => {
  await fc.assert(
    fc.asyncProperty(anyObject, fc.constantFrom('', ' ', '\n\t'), async (target, blank) => {
      const spread = textOf(target).replace(
        /"(?:[^"\\]|\\.)*"|[{}[\],:]/g,
        (token) => `${blank}${token}${blank}`,
      );
      const { text } = compactJson(spread);
      expect(text).toBe(textOf(target));
      expect(await mergedByRedis(text, '{}')).toBe(text);
    }),
    { numRuns: 300 },
  );
});

it('merges the worst patch that fits into 64 KiB within milliseconds', async () => {
  const wide = `{${Array.from({ length: 7000 }, (_, i) => `"${i}":{}`).join(',')}}`.slice(0, 65_536);
  const deep = `${'{"a":'.repeat(31)}[${'[],'.repeat(21_000)}[]]${'}'.repeat(31)}`;
  for (const json of [compactJson(wide.slice(0, wide.lastIndexOf(',')) + '}').text, deep]) {
    const began = performance.now();
    expect(await mergedByRedis(json, json)).toBe(json);
    expect(performance.now() - began).toBeLessThan(300);
  }
});
